package io.jenkins.plugins.locustswarm.engine.progress;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;

/**
 * The state of a run at one moment, from the newest Aggregated row of Locust's history.
 *
 * @param elapsed time since the load began; zero while the master waits for its workers
 * @param runTime the run time; absent for a run until it is stopped
 * @param users number of simulated users that are running
 * @param requestsPerSecond Locust's own figure, which lags about two seconds, or the average since the load began if
 *     Locust has no figure yet
 * @param p95 95th percentile of the response time of the last ten seconds, in ms; absent if Locust has none
 * @param requests number of requests completed so far, including failed ones
 * @param failures number of requests failed so far
 * @param workersReady number of worker processes that have reported to the master
 * @param workersAsked number of worker processes that the master waits for
 */
public record RunProgress(
        Duration elapsed,
        @CheckForNull Duration runTime,
        long users,
        double requestsPerSecond,
        @CheckForNull Double p95,
        long requests,
        long failures,
        int workersReady,
        int workersAsked) {

    /** Returns the state of a run whose master waits for its workers, or for a user of its web page. */
    public static RunProgress waiting(@CheckForNull Duration runTime, int workersReady, int workersAsked) {
        return new RunProgress(Duration.ZERO, runTime, 0, 0, null, 0, 0, workersReady, workersAsked);
    }

    /** Returns the state of a run whose load has begun, before Locust has written figures. */
    public static RunProgress begun(Duration elapsed, @CheckForNull Duration runTime, int workers) {
        return new RunProgress(elapsed, runTime, 0, 0, null, 0, 0, workers, workers);
    }

    /**
     * Returns whether there are figures of the load. Locust writes its history to the disk every five seconds (every ten in
     * 2.12), so that in the first seconds of the load the newest row is one from before, with zeros.
     */
    public boolean hasFigures() {
        return users > 0 || requests > 0;
    }

    /** Returns whether the run time is over, so that only Locust's shutdown is left. */
    public boolean isEnding() {
        return runTime != null && elapsed.compareTo(runTime) >= 0;
    }

    /** Returns the time until the run ends by itself, never negative; absent if it does not. */
    @CheckForNull
    public Duration left() {
        if (runTime == null) {
            return null;
        }
        Duration left = runTime.minus(elapsed);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
