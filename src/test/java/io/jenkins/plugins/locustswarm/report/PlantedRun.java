package io.jenkins.plugins.locustswarm.report;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jvnet.hudson.test.TestBuilder;

/** Runs whose response times a test chooses, recorded in builds as the real steps record theirs, without an archive. */
public final class PlantedRun {

    /** The name of the test. */
    public static final String TEST = "checkout";

    private PlantedRun() {}

    /** Returns a run of 10 users with this p95 in ms of the requests {@code GET /cart}, and of all together. */
    public static RunSummary of(double p95) {
        return of(p95, 10);
    }

    public static RunSummary of(double p95, int users) {
        return of(p95, users, List.of(row("GET", "/cart", p95)));
    }

    /** @param p95 that of all requests together */
    public static RunSummary of(double p95, int users, List<NameStats> names) {
        return of("shop.py", "https://shop.example.com", p95, users, names);
    }

    /** Returns a run of 10 users against a host. */
    public static RunSummary at(String host, double p95) {
        return of("shop.py", host, p95, 10, List.of(row("GET", "/cart", p95)));
    }

    /** Returns a run of 10 users with a locustfile, or several with commas between them. */
    public static RunSummary with(String locustfile, double p95) {
        return of(locustfile, "https://shop.example.com", p95, 10, List.of(row("GET", "/cart", p95)));
    }

    private static RunSummary of(String locustfile, String host, double p95, int users, List<NameStats> names) {
        Load load = Load.of(locustfile)
                .host(host)
                .users(users)
                .runTime(Duration.ofMinutes(5))
                .build();
        return RunSummary.builder(load, row("", "Aggregated", p95))
                .swarm("swarm", "local")
                .locustVersion("2.46.3")
                .workers(new RunSummary.Workers(2, 2, 0))
                .exitCode(0)
                .names(names)
                .build();
    }

    /** Returns the figures of 3,000 requests with this p95 in ms. */
    public static NameStats row(String type, String name, double p95) {
        ResponseTimes times =
                ResponseTimes.of(50.0, 40.0, 10.0, 900.0, Map.of("90%", p95 * 0.9, "95%", p95, "99%", 500.0));
        return NameStats.of(type, name, 3000, 0, 10, times);
    }

    /** Returns p95 of a build with 3 % of noise, which is the same each time. */
    public static double noisy(double p95, int build) {
        return Math.round(p95 * (1 + 0.03 * new Random(build).nextGaussian()));
    }

    /** Judges and records a run in a build that goes on, or has ended. */
    public static RunSummary record(Run<?, ?> run, RunSummary summary, String baseline, String... gates)
            throws IOException {
        RunSummary judged = judge(run, summary, baseline, gates);
        LocustReports.record(run, TEST, judged);
        return judged;
    }

    public static RunSummary judge(Run<?, ?> run, RunSummary summary, String baseline, String... gates) {
        List<Gate> parsed = Summaries.gates(gates);
        return LocustReports.judge(run, TEST, parsed, BaselineChoice.parse(baseline), summary);
    }

    /** Builds the job once, with a run in it. */
    public static FreeStyleBuild build(FreeStyleProject job, RunSummary summary, String... gates) throws Exception {
        job.getBuildersList().replaceBy(List.of(new Step(summary, "", gates)));
        return job.scheduleBuild2(0).get();
    }

    /** The same with the choice of a baseline. */
    public static FreeStyleBuild buildWith(FreeStyleProject job, RunSummary summary, String baseline, String... gates)
            throws Exception {
        job.getBuildersList().replaceBy(List.of(new Step(summary, baseline, gates)));
        return job.scheduleBuild2(0).get();
    }

    private static final class Step extends TestBuilder {

        private final transient RunSummary summary;
        private final String baseline;
        private final String[] gates;

        Step(RunSummary summary, String baseline, String... gates) {
            this.summary = summary;
            this.baseline = baseline;
            this.gates = gates;
        }

        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws IOException {
            RunSummary judged = record(build, summary, baseline, gates);
            build.setResult(judged.verdict() == Verdict.OK ? Result.SUCCESS : Result.UNSTABLE);
            return true;
        }
    }
}
