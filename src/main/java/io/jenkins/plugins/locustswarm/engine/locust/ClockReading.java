package io.jenkins.plugins.locustswarm.engine.locust;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time of a machine's clock. The machine read it at an unknown moment between two of the controller.
 *
 * @param time time of the machine's clock
 * @param before when the controller asked
 * @param after when the controller had the answer
 */
public record ClockReading(Instant time, ControllerTime before, ControllerTime after) {

    /** {@link RunState#parse} keeps milliseconds. A {@code date} without {@code %N} has whole seconds only. */
    private static final Duration RESOLUTION = Duration.ofMillis(1);

    private static final Duration WHOLE_SECONDS = Duration.ofSeconds(1);

    /** More than a time service corrects without setting the clock, and less than any difference that matters. */
    private static final Duration MAX_DRIFT = Duration.ofMillis(500);

    /**
     * How far a clock is ahead of another one.
     *
     * @param ahead the difference; negative if the clock is behind
     * @param uncertainty by how much the difference may be wrong: half of the time that each answer took, and the
     *     resolution of both clocks
     */
    public record Difference(Duration ahead, Duration uncertainty) {}

    /**
     * Returns how far this clock is ahead of another one, which the same process has read.
     *
     * @return empty if the controller's clock was set in the meantime, or the controller was suspended
     */
    public Optional<Difference> aheadOf(ClockReading other) {
        boolean steady = Stream.of(other.after, before, after)
                .map(moment -> moment.driftSince(other.before).abs())
                .allMatch(drift -> drift.compareTo(MAX_DRIFT) <= 0);
        if (!steady) {
            return Optional.empty();
        }
        Duration passed = before.since(other.before).plus(halfRoundTrip()).minus(other.halfRoundTrip());
        return Optional.of(new Difference(
                Duration.between(other.time, time).minus(passed), uncertainty().plus(other.uncertainty())));
    }

    private Duration uncertainty() {
        return halfRoundTrip().plus(time.getNano() == 0 ? WHOLE_SECONDS : RESOLUTION);
    }

    private Duration halfRoundTrip() {
        return after.since(before).dividedBy(2);
    }
}
