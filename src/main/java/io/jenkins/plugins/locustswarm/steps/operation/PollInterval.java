package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.run.RunSnapshot;
import java.time.Duration;
import java.time.Instant;

/** The interval between polls of a run: short at first, longer as the run continues, and short when it is about to end. */
final class PollInterval {

    private static final Duration MIN = Duration.ofMillis(500);
    private static final Duration MAX = Duration.ofSeconds(5);

    /** Locust writes its history every five seconds, and a load is stopped at most ten seconds after a condition is met. */
    private static final Duration MAX_WITH_STOP_CONDITIONS = Duration.ofSeconds(2);

    private static final double GROWTH = 1.3;

    private Duration pause = MIN;

    /** Returns the time until the next poll. */
    Duration next(RunSnapshot snapshot, RunRecord run) {
        Duration longest = run.load().stopWhen().isEmpty() ? MAX : MAX_WITH_STOP_CONDITIONS;
        pause = min(longest, Duration.ofMillis((long) (pause.toMillis() * GROWTH)));
        Duration next = max(snapshot.pause(), pause);
        Duration left = timeLeft(snapshot.state(), run);
        return left == null ? next : max(MIN, min(next, left));
    }

    /** Returns the time until the scheduled end of the load, if it is known. */
    @CheckForNull
    private static Duration timeLeft(@CheckForNull RunState state, RunRecord run) {
        if (state == null || state.began() == null || run.load().runTime() == null) {
            return null;
        }
        Instant end = state.began().plus(run.load().runTime());
        return Duration.between(state.now(), end);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
