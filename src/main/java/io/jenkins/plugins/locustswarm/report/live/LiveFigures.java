package io.jenkins.plugins.locustswarm.report.live;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.time.Duration;

/**
 * The newest numbers of a test that is running; dashes until Locust has some. Getters are read by the page and by its
 * script.
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

    /** Since the load began, as people read it. */
    public String getElapsed() {
        return new FigureFormat().time(now.elapsed().toSeconds());
    }

    /** Until the run ends by itself; a dash when it does not. */
    public String getLeft() {
        Duration left = now.left();
        return new FigureFormat().time(left == null ? null : left.toSeconds());
    }

    /** How much of the run is over, 0 to 100; null when that is not known. */
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
        return new FigureFormat().rate(now.hasFigures() ? now.requestsPerSecond() : null);
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
