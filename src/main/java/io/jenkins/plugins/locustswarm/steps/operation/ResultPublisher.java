package io.jenkins.plugins.locustswarm.steps.operation;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.text.SummaryText;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import java.io.IOException;
import java.nio.file.Path;

/** Brings the results of a run home: collected, judged, shown, archived, reported. */
final class ResultPublisher {

    /** Columns of the table in the log. */
    private static final int WIDTH = 120;

    private final BuildContext site;
    private final SwarmOperation operation;
    private final Progress log;

    ResultPublisher(BuildContext site, SwarmOperation operation, Progress log) {
        this.site = site;
        this.operation = operation;
        this.log = log;
    }

    void of(Swarm swarm, Path folder) throws IOException, InterruptedException {
        LoadSettings load = operation.load();
        Run<?, ?> run = site.run();
        RunSummary judged = LocustReports.judge(run, load.test(), load.gates(), swarm.collect(folder));
        RunSummary summary = judged;
        try {
            summary = report(run, folder, judged);
        } finally {
            BuildLog.print(site.listener(), SummaryText.of(summary, WIDTH));
        }
        String url = LocustReports.url(run, load.test());
        log.phase("Report: " + url);
        operation.judged(summary.verdict());
        operation.results(LoadResult.of(load.test(), summary, url));
    }

    /** The results stay where they are when they could be put nowhere else. */
    private RunSummary report(Run<?, ?> run, Path folder, RunSummary judged) throws IOException, InterruptedException {
        String test = operation.load().test();
        RunSummary reported = judged;
        if (operation.load().archive()) {
            reported = LocustReports.publish(run, site.listener(), test, folder, judged);
        } else {
            LocustReports.record(run, test, judged);
        }
        if (reported.health().equals(judged.health())) {
            new FilePath(folder.toFile()).deleteRecursive();
        }
        return reported;
    }
}
