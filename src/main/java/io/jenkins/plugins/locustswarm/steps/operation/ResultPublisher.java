package io.jenkins.plugins.locustswarm.steps.operation;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.text.SummaryText;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import java.io.IOException;
import java.nio.file.Path;

/** Publishes the results of a run: collects, judges, prints, archives and records them. */
final class ResultPublisher {

    /** The width of the table in the log, in columns. */
    private static final int WIDTH = 120;

    private final BuildContext build;
    private final SwarmOperation operation;
    private final Progress log;

    ResultPublisher(BuildContext build, SwarmOperation operation, Progress log) {
        this.build = build;
        this.operation = operation;
        this.log = log;
    }

    /** @param folder the folder on the controller to collect into */
    void publish(LoadSettings load, Swarm swarm, Path folder) throws IOException, InterruptedException {
        Run<?, ?> run = build.run();
        RunSummary judged = LocustReports.judge(run, load.test(), load.gates(), swarm.collect(folder));
        RunSummary summary = judged;
        try {
            summary = report(run, load, folder, judged);
        } finally {
            BuildLog.print(build.listener(), SummaryText.of(summary, WIDTH));
        }
        String url = LocustReports.url(run, load.test());
        log.phase("Report: " + url);
        operation.judged(summary.verdict(), VerdictText.of(load.test(), summary));
        operation.result(LoadResult.of(load.test(), summary, url));
    }

    /** Archives and records the results. Results that could not be archived anywhere stay in their folder. */
    private RunSummary report(Run<?, ?> run, LoadSettings load, Path folder, RunSummary judged)
            throws IOException, InterruptedException {
        RunSummary reported = judged;
        if (load.archive()) {
            reported = LocustReports.publish(run, build.listener(), load.test(), folder, judged);
        } else {
            LocustReports.record(run, load.test(), judged);
        }
        if (reported.health().equals(judged.health())) {
            new FilePath(folder.toFile()).deleteRecursive();
        }
        return reported;
    }
}
