package io.jenkins.plugins.locustswarm.steps.operation;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.gate.junit.SummaryFiles;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.text.SummaryText;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import io.jenkins.plugins.locustswarm.report.checks.LoadTestCheck;
import io.jenkins.plugins.locustswarm.report.checks.LoadTestChecks;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Publishes the results of a run: judges, prints, archives and records them. */
final class ResultPublisher {

    private static final Logger LOGGER = Logger.getLogger(ResultPublisher.class.getName());

    /** The width of the table in the log, in columns. */
    private static final int WIDTH = 120;

    private final BuildContext build;
    private final SwarmOperation operation;
    private final LivePageUpdates page;
    private final String test;
    private final Progress log;

    /** @param page the page of the running test, which the report replaces */
    ResultPublisher(BuildContext build, SwarmOperation operation, LivePageUpdates page, Progress log) {
        this.build = build;
        this.operation = operation;
        this.page = page;
        this.test = operation.testName().orElseThrow();
        this.log = log;
    }

    /** @param folder the folder on the controller with the files of the run */
    void publish(LoadSettings load, RunSummary collected, Path folder) throws IOException, InterruptedException {
        Run<?, ?> run = build.run();
        RunSummary judged = LocustReports.judge(run, test, load.gates(), load.baseline(), collected);
        RunSummary summary = judged;
        try {
            summary = report(run, load, folder, judged);
        } finally {
            BuildLog.print(build.listener(), SummaryText.of(summary, WIDTH));
        }
        String url = LocustReports.url(run, test);
        BuildLog.printLink(build.listener(), "Report", url);
        operation.result(LoadResult.of(test, summary, url));
        if (load.publishesCheck()) {
            LoadTestChecks.publish(run, build.listener(), LoadTestCheck.of(load.checksName(), test, summary, url));
        }
    }

    /** Archives and records the results. Results that could not be archived anywhere stay in their folder. */
    private RunSummary report(Run<?, ?> run, LoadSettings load, Path folder, RunSummary judged)
            throws IOException, InterruptedException {
        if (load.resultsDir().isPresent()) {
            copy(folder, judged, load.resultsDir().get());
        }
        RunSummary reported = record(run, load, folder, judged);
        if (reported.health().equals(judged.health())) {
            new FilePath(folder.toFile()).deleteRecursive();
        }
        return reported;
    }

    /** Whatever fails after this, the build has the results: the test is no longer a running one. */
    private RunSummary record(Run<?, ?> run, LoadSettings load, Path folder, RunSummary judged)
            throws IOException, InterruptedException {
        RunSummary recorded = judged;
        try {
            if (load.archive()) {
                recorded = LocustReports.publish(run, build.listener(), test, folder, judged);
            } else {
                LocustReports.record(run, test, judged);
            }
        } catch (IOException e) {
            page.published(); // the build has them in memory, but could not be saved
            throw e;
        }
        operation.judged(recorded.verdict(), VerdictText.of(test, recorded));
        page.published();
        return recorded;
    }

    /**
     * Copies the results before they are archived, since that may move them. Without a workspace, they are archived
     * only.
     */
    private void copy(Path folder, RunSummary judged, String resultsDir) throws InterruptedException {
        try {
            SummaryFiles.write(folder, test, judged);
            new WorkspaceResults(build, resultsDir).copy(folder);
            log.phase("The results are in the folder " + resultsDir + " of the workspace.");
        } catch (IOException | RuntimeException e) { // remoting throws both
            LOGGER.log(Level.INFO, e, () -> "The results of a load test could not be copied to " + resultsDir);
            log.phase("The results could not be copied to the folder " + resultsDir + " of the workspace (resultsDir): "
                    + (e.getMessage() == null ? e : e.getMessage()) + ".");
        }
    }
}
