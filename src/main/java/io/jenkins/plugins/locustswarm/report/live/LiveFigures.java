package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.time.Duration;

/**
 * The latest figures of a running test as text; dashes until Locust has reported some. The page and its script read the
 * getters.
 */
public final class LiveFigures {

    private final String test;
    private final RunProgress now;

    LiveFigures(String test, RunProgress now) {
        this.test = test;
        this.now = now;
    }

    public String getTest() {
        return test;
    }

    /** The time since the load began. */
    public String getElapsed() {
        return new FigureFormat().time(now.elapsed().toSeconds());
    }

    /** The time until the run ends by itself; a dash if it continues until it is stopped. */
    public String getLeft() {
        Duration left = now.left();
        return new FigureFormat().time(left == null ? null : left.toSeconds());
    }

    /** The elapsed part of the run time, 0 to 100; absent if the run continues until it is stopped. */
    @CheckForNull
    public Integer getPercent() {
        if (now.runTime() == null || now.runTime().isZero()) {
            return null;
        }
        return (int) Math.min(
                100, 100 * now.elapsed().toSeconds() / Math.max(1, now.runTime().toSeconds()));
    }

    public String getUsers() {
        return new FigureFormat().count(now.hasFigures() ? now.users() : null);
    }

    public String getRequests() {
        return new FigureFormat().count(now.hasFigures() ? now.requests() : null);
    }

    public String getRequestsPerSecond() {
        boolean lags = now.requestsPerSecond() == 0 && now.requests() > 0; // Locust has no rate yet
        return new FigureFormat().rate(now.hasFigures() && !lags ? now.requestsPerSecond() : null);
    }

    public String getP95() {
        return new FigureFormat().ms(now.p95());
    }

    public String getFailures() {
        return new FigureFormat().percent(now.requests() == 0 ? null : (double) now.failures() / now.requests());
    }

    public String getWorkers() {
        return now.workersReady() + " of " + now.workersAsked();
    }
}
