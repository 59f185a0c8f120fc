package io.jenkins.plugins.locustswarm.report.publish;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.gate.junit.SummaryFiles;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.build.ResultArchiver;
import io.jenkins.plugins.locustswarm.report.build.UnarchivedResults;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.live.LocustLive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Publishes the results of load tests with their builds, for the steps. */
@Restricted(NoExternalUse.class)
public final class LocustReports {

    private static final MissingBaseline FIRST_BUILD =
            MissingBaseline.passesGate("there is no earlier successful build with this test to compare with yet");

    private LocustReports() {}

    /**
     * Checks the name of a test, which becomes an artifact folder and a part of URLs.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the name is invalid
     */
    public static void checkTestName(String test) {
        TestName.check(test);
    }

    /**
     * Writes {@code summary.json} and {@code junit.xml} into the folder, archives the folder's files as {@code locust/<test>/}, and records
     * the test in the build. Repeating it replaces the earlier results of the test. Files that cannot be archived are moved
     * to the folder of the build, or stay where they are; the test is then recorded with a finding about it.
     *
     * @param summary with the results of the gates
     * @return the recorded summary
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the name of the test is invalid
     * @throws IOException if the build cannot be saved
     */
    public static RunSummary publish(
            Run<?, ?> run, TaskListener listener, String test, Path resultsFolder, RunSummary summary)
            throws IOException, InterruptedException {
        TestName.check(test);
        UnarchivedResults unarchived = new UnarchivedResults(run, test);
        RunSummary published = summary;
        try {
            SummaryFiles.write(resultsFolder, test, summary);
            ResultArchiver.archive(run, listener, test, resultsFolder);
            unarchived.delete();
        } catch (IOException | RuntimeException e) { // artifact managers are plugins and may throw anything
            published = unarchived.keep(resultsFolder, summary, e);
        }
        record(run, test, published);
        return published;
    }

    /**
     * Records the test in the build without archiving anything, so that its page has no charts over time. Ends the live
     * page of the test.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the name of the test is invalid
     * @throws IOException if the build cannot be saved
     */
    public static void record(Run<?, ?> run, String test, RunSummary summary) throws IOException {
        TestName.check(test);
        boolean compared = summary.gates().stream().anyMatch(gate -> gate.baseline() != null);
        Integer baseline = compared
                ? Baseline.find(run, test).map(found -> found.run().getNumber()).orElse(null)
                : null;
        TestSummary kept = new TestSummary(test, summary, baseline);
        synchronized (run) {
            LocustBuildAction action = run.getAction(LocustBuildAction.class);
            if (action == null) {
                action = new LocustBuildAction();
                action.put(kept);
                run.addAction(action);
            } else {
                action.put(kept);
            }
        }
        try {
            run.save();
        } finally {
            LocustLive.end(run, test);
        }
    }

    /**
     * Returns the summary with the results of the gates. A gate that compares with a baseline passes if there is no earlier
     * run, since otherwise the first build of a job could never become the baseline of the second.
     */
    public static RunSummary judge(Run<?, ?> run, String test, List<Gate> gates, RunSummary summary) {
        boolean compares = gates.stream().anyMatch(Gate::comparesWithBaseline);
        return Gates.judge(gates, summary, compares ? baseline(run, test) : null, FIRST_BUILD);
    }

    /**
     * Returns the run that gates of this test may compare with: from the latest earlier build that was successful and in
     * which the same test passed; absent if there is none.
     */
    @CheckForNull
    public static RunSummary baseline(Run<?, ?> run, String test) {
        return Baseline.find(run, test).map(Baseline::summary).orElse(null);
    }

    /** Returns the URL of the test's page; only a path if the URL of Jenkins is not configured. */
    public static String url(Run<?, ?> run, String test) {
        String root = Jenkins.get().getRootUrl();
        return (root == null ? "" : root) + run.getUrl() + LocustBuildAction.URL + "/test/" + Util.rawEncode(test)
                + "/";
    }
}
