package io.jenkins.plugins.locustswarm.steps;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.text.SummaryText;
import io.jenkins.plugins.locustswarm.report.LocustReports;
import java.io.IOException;
import java.nio.file.Path;

/** Brings the results of a run home: collected, judged, shown, archived, reported. */
final class Publication {

    /** Columns of the table in the log. */
    private static final int WIDTH = 120;

    private final Site site;
    private final Errand errand;
    private final Progress log;

    Publication(Site site, Errand errand, Progress log) {
        this.site = site;
        this.errand = errand;
        this.log = log;
    }

    void of(Swarm swarm, Path folder) throws IOException, InterruptedException {
        LoadSettings load = errand.load();
        Run<?, ?> run = site.run();
        RunSummary collected = swarm.collect(folder);
        RunSummary summary = LocustReports.judge(run, load.test(), load.gates(), collected);
        BuildLog.print(site.listener(), SummaryText.of(summary, WIDTH));
        if (load.archive()) {
            LocustReports.publish(run, site.listener(), load.test(), folder, summary);
        } else {
            LocustReports.record(run, load.test(), summary);
        }
        String url = LocustReports.url(run, load.test());
        log.phase("Report: " + url);
        errand.judged(summary.verdict());
        errand.results(LoadResult.of(load.test(), summary, url));
        new FilePath(folder.toFile()).deleteRecursive();
    }
}
