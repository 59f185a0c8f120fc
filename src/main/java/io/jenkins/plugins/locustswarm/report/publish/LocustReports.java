package io.jenkins.plugins.locustswarm.report.publish;

import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.gate.EarlierRuns;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.gate.junit.SummaryFiles;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineSearch;
import io.jenkins.plugins.locustswarm.report.baseline.FoundBaseline;
import io.jenkins.plugins.locustswarm.report.build.ResultArchiver;
import io.jenkins.plugins.locustswarm.report.build.UnarchivedResults;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.FullNames;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Publishes the results of load tests with their builds, for the steps. */
@Restricted(NoExternalUse.class)
public final class LocustReports {

    private LocustReports() {}

    /**
     * Checks the name of a test, which becomes an artifact folder and a part of URLs.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the name is invalid
     */
    public static void checkTestName(String test) {
        TestName.check(test);
    }

    /** Returns the name of a test in the form in which it is stored: with composed characters (Unicode's NFC). */
    public static String normalizedTestName(String test) {
        return TestName.normalized(test);
    }

    /**
     * Returns the name under which a build records a test, and reserves it: the name of the test or, if another parallel branch
     * has reserved that, one with the branch added, for example {@code shop (us)}. A branch has the same name again in a
     * repetition, after a restart of Jenkins, and in the next build.
     *
     * @param branch the enclosing parallel branches, separated by slashes; empty outside of one
     */
    public static String reserveName(Run<?, ?> run, String test, String branch) {
        return RecordedTests.reserve(run, test, branch);
    }

    /**
     * Checks that a build may read the build that the user chose as the baseline.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if not, or there is no such job
     */
    public static void checkBaseline(Run<?, ?> run, BaselineChoice choice) {
        BaselineSearch.check(run, choice);
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
            deleteEarlierFiles(run, test);
            ResultArchiver.archive(run, listener, test, resultsFolder);
            unarchived.delete();
        } catch (IOException | RuntimeException e) { // artifact managers are plugins and may throw anything
            published = unarchived.keep(resultsFolder, summary, e);
        }
        store(run, test, published);
        return published;
    }

    /**
     * Records the test in the build without archiving anything, so that its page has no charts over time. Files of earlier
     * results of the test are deleted.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the name of the test is invalid
     * @throws IOException if the build cannot be saved, or such files cannot be deleted; the build has the test nevertheless, in
     *     the first case until Jenkins is restarted
     */
    public static void record(Run<?, ?> run, String test, RunSummary summary) throws IOException {
        TestName.check(test);
        try {
            deleteEarlierFiles(run, test);
            new UnarchivedResults(run, test).delete();
        } finally {
            store(run, test, summary);
        }
    }

    /** Deletes what an earlier attempt, for example of {@code retry}, archived. */
    private static void deleteEarlierFiles(Run<?, ?> run, String test) throws IOException {
        LocustBuildAction action = run.getAction(LocustBuildAction.class);
        if (action != null && action.find(test).isPresent()) {
            ResultArchiver.delete(run, test);
        }
    }

    private static void store(Run<?, ?> run, String test, RunSummary summary) throws IOException {
        TestSummary kept = new TestSummary(test, summary);
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
        run.save();
    }

    /**
     * Returns the summary with the results of the gates, the changes in the history of the test that hold in it, and the
     * baseline that gates compared it with. A gate that compares with a baseline passes if there is none, or
     * it has no requests of the name, since otherwise the first build of a job, or with a new request name, could never
     * become the baseline of the next one.
     */
    public static RunSummary judge(
            Run<?, ?> run, String test, List<Gate> gates, BaselineChoice choice, RunSummary summary) {
        boolean compares = gates.stream().anyMatch(Gate::comparesWithBaseline);
        FoundBaseline baseline = compares
                ? new BaselineSearch(run, test).find(choice, summary)
                : new FoundBaseline(null, "no gate compares with a baseline");
        RunSummary judged = Gates.judge(
                gates,
                summary,
                new EarlierRuns(
                        baseline.summary(), MissingBaseline.passesGate(baseline.words()), history(run, test, summary)));
        return baseline.summary() == null ? judged : judged.withBaseline(baseline.words());
    }

    /** Returns the earlier runs of a test, with very long request names as this run has them. */
    private static List<PastRun> history(Run<?, ?> run, String test, RunSummary summary) {
        FullNames names = FullNames.of(PastRun.of("", summary));
        return TestHistory.before(run, test).runs().stream().map(names::in).toList();
    }

    /** Returns the URL of the test's page; only a path if the URL of Jenkins is not configured. */
    public static String url(Run<?, ?> run, String test) {
        String root = Jenkins.get().getRootUrl();
        return (root == null ? "" : root) + run.getUrl() + LocustBuildAction.URL + "/test/" + Util.rawEncode(test)
                + "/";
    }
}
