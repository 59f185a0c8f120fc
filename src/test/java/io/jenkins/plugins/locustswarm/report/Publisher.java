package io.jenkins.plugins.locustswarm.report;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jvnet.hudson.test.TestBuilder;

/** A build step that publishes a recorded run, as the real steps publish theirs. */
public final class Publisher extends TestBuilder {

    private final String test;
    private final transient Path results;
    private final String[] gates;
    private final Result result;
    private String baseline = "";

    /** @param results a folder that may be written to */
    Publisher(String test, Path results, Result result, String... gates) {
        this.test = test;
        this.results = results;
        this.result = result;
        this.gates = gates.clone();
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        RunSummary summary = LocustReports.judge(
                build, test, Summaries.gates(gates), BaselineChoice.parse(baseline), Summaries.of(results));
        LocustReports.publish(build, listener, test, results, summary);
        build.setResult(result != null ? result : summary.verdict() == Verdict.OK ? Result.SUCCESS : Result.UNSTABLE);
        return true;
    }

    /** Builds the job once, with that run in it. */
    public static FreeStyleBuild build(
            FreeStyleProject job, Path scratch, String test, String recorded, String... gates) throws Exception {
        return build(job, scratch, test, recorded, null, gates);
    }

    public static FreeStyleBuild build(
            FreeStyleProject job, Path scratch, String test, String recorded, Result result, String... gates)
            throws Exception {
        Path results = Summaries.copy(recorded, Files.createTempDirectory(scratch, "results"));
        job.getBuildersList().replaceBy(List.of(new Publisher(test, results, result, gates)));
        return job.scheduleBuild2(0).get();
    }

    /** The same with the choice of a baseline. */
    public static FreeStyleBuild buildWith(
            FreeStyleProject job, Path scratch, String test, String recorded, String baseline, String... gates)
            throws Exception {
        Path results = Summaries.copy(recorded, Files.createTempDirectory(scratch, "results"));
        Publisher publisher = new Publisher(test, results, null, gates);
        publisher.baseline = baseline;
        job.getBuildersList().replaceBy(List.of(publisher));
        return job.scheduleBuild2(0).get();
    }
}
