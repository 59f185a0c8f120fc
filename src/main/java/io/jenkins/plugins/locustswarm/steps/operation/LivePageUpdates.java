package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.locust.RunDetails;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.run.RunSnapshot;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryLines;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.report.live.LiveState;
import io.jenkins.plugins.locustswarm.report.live.RunningTests;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the page of a running test what its operation does; does nothing for an operation without a load. What the page
 * cannot show is no reason to end the run. Thread-safe.
 */
final class LivePageUpdates {

    private static final Logger LOGGER = Logger.getLogger(LivePageUpdates.class.getName());

    private final SwarmOperation operation;

    @CheckForNull
    private LiveRun live;

    @CheckForNull
    private Run<?, ?> run;

    @CheckForNull
    private LiveState test;

    private boolean ended;

    LivePageUpdates(SwarmOperation operation) {
        this.operation = operation;
    }

    /** Adds the test to the build, unless this was done before, or its results are published. */
    synchronized void begin(Run<?, ?> build) {
        if (ended || operation.testName().isEmpty() || operation.verdict() != null) {
            return;
        }
        try {
            if (live == null) {
                live = new LiveRun(operation, operation.load().orElseThrow());
            }
            run = build;
            test = RunningTests.begin(build, operation.testName().get(), live);
        } catch (SwarmException e) {
            LOGGER.log(Level.FINE, e, () -> "There is no page of the running test: " + operation);
        }
    }

    /** Shows the latest message about the operation. */
    synchronized void message(String text) {
        if (test != null) {
            test.message(text);
        }
    }

    /** Shows the latest figures. */
    synchronized void update(RunProgress now) {
        if (test != null) {
            test.update(now);
        }
    }

    /** Shows what a check of the run has brought. */
    synchronized void checked(RunSnapshot snapshot) {
        if (test == null || snapshot.state() == null) {
            return;
        }
        try {
            add(snapshot.state(), test);
        } catch (SwarmException e) {
            LOGGER.log(Level.FINE, e, () -> "The page of a test is not up to date: " + operation);
        }
    }

    private static void add(RunState state, LiveState test) {
        RunDetails details = state.details();
        if (!details.rows().isEmpty()) {
            test.addRows(
                    HistoryLines.rows(state.historyHeader(), details.rows())
                            .getOrDefault(RequestName.AGGREGATED, List.of()),
                    state.began());
        }
        StatsCsv.readRunning(details.statistics())
                .ifPresent(statistics -> test.statistics(statistics, details.statisticsCut()));
        test.log(details.log());
    }

    /** Removes the test, since the build has its results. */
    synchronized void published() {
        ended = true;
        if (run != null && test != null) {
            RunningTests.published(run, test);
        }
    }

    /** Shows that the operation is done. The page of Locust remains open after it, until the swarm is taken down. */
    synchronized void end() {
        ended = true;
        boolean continuesOnWebPage = live != null && live.webPage() != null;
        if (test != null && !continuesOnWebPage) {
            test.end();
        }
    }
}
