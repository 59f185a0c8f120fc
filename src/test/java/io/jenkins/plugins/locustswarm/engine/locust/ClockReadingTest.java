package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.ClockReading.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockReadingTest {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00.250Z");

    /** A machine with the controller's time, asked at the beginning. */
    private static final ClockReading MASTER = reading(0, 0, 200);

    private static Instant at(long milliseconds) {
        return START.plusMillis(milliseconds);
    }

    private static ControllerTime moment(long milliseconds) {
        return new ControllerTime(
                at(milliseconds), Duration.ofMillis(milliseconds).toNanos());
    }

    /** A machine that reads its clock in the middle of a round trip, in milliseconds from the start. */
    private static ClockReading reading(long ahead, long before, long after) {
        return new ClockReading(at((before + after) / 2 + ahead), moment(before), moment(after));
    }

    private static Difference difference(long ahead, long uncertainty) {
        return new Difference(Duration.ofMillis(ahead), Duration.ofMillis(uncertainty));
    }

    @Test
    void theTimeBetweenTheReadingsDoesNotCount() {
        assertThat(reading(0, 90_000, 90_400).aheadOf(MASTER)).contains(difference(0, 100 + 200 + 2));
        assertThat(reading(5_000, 90_000, 90_400).aheadOf(MASTER)).contains(difference(5_000, 302));
        assertThat(reading(-30_000, 90_000, 90_400).aheadOf(MASTER)).contains(difference(-30_000, 302));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4_000})
    void aMachineThatAnswersSlowlyIsWithinItsUncertainty(long readAfter) {
        ClockReading slow = new ClockReading(at(90_000 + readAfter), moment(90_000), moment(94_000));
        Difference found = slow.aheadOf(MASTER).orElseThrow();
        assertThat(found.ahead().abs()).isLessThanOrEqualTo(found.uncertainty());
    }

    @Test
    void aClockThatMayHaveWholeSecondsOnlyIsLessCertain() {
        ClockReading whole = new ClockReading(Instant.parse("2026-11-30T10:00:10Z"), moment(9_750), moment(9_750));
        assertThat(whole.aheadOf(MASTER).orElseThrow().uncertainty()).isEqualTo(Duration.ofMillis(100 + 1_000 + 1));
    }

    @Test
    void nothingIsKnownIfTheClockOfTheControllerWasSet() {
        assertThat(setBefore(90_000, 500).aheadOf(MASTER)).contains(difference(0, 302));
        assertThat(setBefore(90_000, 501).aheadOf(MASTER)).isEmpty();
        assertThat(setBefore(90_000, -501).aheadOf(MASTER)).isEmpty();
    }

    private static ClockReading setBefore(long before, long by) {
        ClockReading fine = reading(0, before, before + 400);
        return new ClockReading(fine.time(), set(fine.before(), by), set(fine.after(), by));
    }

    private static ControllerTime set(ControllerTime moment, long by) {
        return new ControllerTime(moment.clock().plusMillis(by), moment.nanos());
    }

    @Test
    void nothingIsKnownIfTheClockOfTheControllerWasSetWhileAMachineAnswered() {
        ClockReading fine = reading(0, 90_000, 90_400);
        assertThat(new ClockReading(fine.time(), fine.before(), set(fine.after(), 501)).aheadOf(MASTER))
                .isEmpty();
        assertThat(fine.aheadOf(new ClockReading(MASTER.time(), MASTER.before(), set(MASTER.after(), 501))))
                .isEmpty();
    }

    @Test
    void slavesAreComparedWithTheMasterInTheirOrder() {
        Map<String, ClockReading> slaves = new LinkedHashMap<>();
        slaves.put("worker-2", reading(5_000, 90_000, 90_400));
        slaves.put("worker-3", setBefore(90_000, 7_000));
        slaves.put("worker-1", reading(0, 90_000, 90_400));
        assertThat(SlaveClock.compared(MASTER, slaves))
                .containsExactly(
                        new SlaveClock("worker-2", Duration.ofSeconds(5), Duration.ofMillis(302)),
                        new SlaveClock("worker-1", Duration.ZERO, Duration.ofMillis(302)));
    }
}
