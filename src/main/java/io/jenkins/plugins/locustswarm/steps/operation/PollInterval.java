package io.jenkins.plugins.locustswarm.steps.operation;

import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.run.RunSnapshot;
import java.time.Duration;
import java.time.Instant;

/** How often a run is looked at: soon at first, less often as it goes on, and soon again when it is about to end. */
final class PollInterval {

    private static final Duration MIN = Duration.ofMillis(500);
    private static final Duration MAX = Duration.ofSeconds(5);
    private static final double SLOWING = 1.3;

    private Duration pause = MIN;

    /** How long to wait before the next look. */
    Duration next(RunSnapshot look, RunRecord run) {
        pause = min(MAX, Duration.ofMillis((long) (pause.toMillis() * SLOWING)));
        Duration next = max(look.pause(), pause);
        Duration left = left(look.state(), run);
        return left == null ? next : max(MIN, min(next, left));
    }

    /** Null when nobody knows. */
    private static Duration left(RunState state, RunRecord run) {
        if (state == null || state.began() == null || run.runTimeSeconds() == null) {
            return null;
        }
        Instant end = state.began().plusSeconds(run.runTimeSeconds());
        return Duration.between(state.now(), end);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
