package io.jenkins.plugins.locustswarm.engine.progress;

import java.time.Duration;

/**
 * A moment of a run, as the newest Aggregated row of Locust's history says it.
 *
 * @param elapsed since the load began; zero while the master waits for its workers
 * @param runTime what was asked; null for a run that goes on until it is stopped
 * @param users simulated users that are running
 * @param requestsPerSecond Locust's own figure, which lags about two seconds
 * @param p95 95th percentile of the response time over the last ten seconds, in ms; null when Locust has none
 * @param requests completed so far, failed ones included
 * @param failures failed so far
 */
public record RunProgress(
        Duration elapsed,
        Duration runTime,
        long users,
        double requestsPerSecond,
        Double p95,
        long requests,
        long failures) {

    /** The master is up and waits for its workers. */
    public static RunProgress waiting(Duration runTime) {
        return new RunProgress(Duration.ZERO, runTime, 0, 0, null, 0, 0);
    }

    /** Time until the run ends by itself, never negative; null when it does not. */
    public Duration left() {
        if (runTime == null) {
            return null;
        }
        Duration left = runTime.minus(elapsed);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
