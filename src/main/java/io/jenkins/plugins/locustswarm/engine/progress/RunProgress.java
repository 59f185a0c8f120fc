package io.jenkins.plugins.locustswarm.engine.progress;

import java.time.Duration;

/**
 * A moment of a run, as the newest Aggregated row of Locust's history says it.
 *
 * @param elapsed since the load began; zero while the master waits for its workers
 * @param runTime what was asked; null for a run that goes on until it is stopped
 * @param users simulated users that are running
 * @param requestsPerSecond Locust's own figure, which lags about two seconds; the average since the load began where
 *     Locust has none yet
 * @param p95 95th percentile of the response time over the last ten seconds, in ms; null when Locust has none
 * @param requests completed so far, failed ones included
 * @param failures failed so far
 * @param workersReady worker processes that have reported to the master
 * @param workersAsked worker processes that the master waits for
 */
public record RunProgress(
        Duration elapsed,
        Duration runTime,
        long users,
        double requestsPerSecond,
        Double p95,
        long requests,
        long failures,
        int workersReady,
        int workersAsked) {

    /** The master is up and waits for its workers, or for somebody at its web page. */
    public static RunProgress waiting(Duration runTime, int workersReady, int workersAsked) {
        return new RunProgress(Duration.ZERO, runTime, 0, 0, null, 0, 0, workersReady, workersAsked);
    }

    /** The load has begun, and Locust has written no figures yet. */
    public static RunProgress begun(Duration elapsed, Duration runTime, int workers) {
        return new RunProgress(elapsed, runTime, 0, 0, null, 0, 0, workers, workers);
    }

    /**
     * Whether these are figures of the load. Locust writes its history to the disk every five seconds (every ten in
     * 2.12), so that what is there in the load's first seconds are the zeros of before.
     */
    public boolean hasFigures() {
        return users > 0 || requests > 0;
    }

    /** Whether the run time is over, and what is left to do is Locust's own end. */
    public boolean isEnding() {
        return runTime != null && elapsed.compareTo(runTime) >= 0;
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
