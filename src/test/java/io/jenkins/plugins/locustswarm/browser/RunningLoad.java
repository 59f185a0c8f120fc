package io.jenkins.plugins.locustswarm.browser;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.report.live.LiveOperation;
import io.jenkins.plugins.locustswarm.report.live.LivePhase;
import io.jenkins.plugins.locustswarm.report.live.LiveState;
import io.jenkins.plugins.locustswarm.report.live.RunningTests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SleepBuilder;

/** The load of a build that goes on: with the figures of an invented run, since pages are looked at in one moment of it. */
final class RunningLoad implements LiveOperation {

    static final String TEST = "checkout";

    private static final Duration RUN_TIME = Duration.ofSeconds(2L * InventedShop.SECONDS);

    private final LivePhase phase;

    private RunningLoad(LivePhase phase) {
        this.phase = phase;
    }

    /** Starts a build in which the load has run for a minute. */
    static FreeStyleBuild start(JenkinsRule jenkins, String name, Path scratch) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        job.getBuildersList().add(new SleepBuilder(3_600_000));
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        add(build, TEST, scratch);
        return build;
    }

    /** Adds a test whose load has run for a minute. */
    static void add(FreeStyleBuild build, String name, Path scratch) throws IOException {
        new InventedShop(8, 100, 0.1, 1).write(scratch);
        LiveState test = RunningTests.begin(build, name, new RunningLoad(LivePhase.LOAD));
        test.update(new RunProgress(
                Duration.ofSeconds(InventedShop.SECONDS), RUN_TIME, InventedShop.USERS, 20, 202.0, 1200, 6, 2, 2));
        List<HistoryRow> rows = new ArrayList<>();
        HistoryCsv.readAggregated(scratch.resolve(RunResults.HISTORY), rows::add);
        test.addRows(rows, null);
        test.statistics(StatsCsv.read(scratch.resolve(RunResults.STATS)), false);
        test.log(List.of("[2026-11-20 09:00:00,000] vm/INFO/locust.runners: All users spawned", "<b>not bold</b>"));
    }

    /** Adds a test whose machines are being brought up. */
    static void addComingUp(FreeStyleBuild build, String name) {
        RunningTests.begin(build, name, new RunningLoad(LivePhase.UP));
    }

    @Override
    public List<LivePhase> phases() {
        return List.of(LivePhase.UP, LivePhase.LOAD, LivePhase.COLLECT, LivePhase.DOWN);
    }

    @Override
    public LivePhase phase() {
        return phase;
    }

    @Override
    @CheckForNull
    public String swarm() {
        return "running-1-0a1b2c3d";
    }

    @Override
    @CheckForNull
    public String webPage() {
        return null;
    }

    @Override
    public boolean isWebPageOpen() {
        return false;
    }

    @Override
    public Load load() {
        return Load.of("shop.py").users(InventedShop.USERS).runTime(RUN_TIME).build();
    }

    @Override
    public List<Gate> gates() {
        return List.of(Gate.parse("p95 < 100"), Gate.parse("failures < 5%"));
    }

    @Override
    public Machines machines() {
        return new Machines(phase == LivePhase.UP ? 1 : 3, 3);
    }

    @Override
    @CheckForNull
    public String failure() {
        return null;
    }

    @Override
    @CheckForNull
    public EarlyStop earlyStop() {
        return null;
    }

    @Override
    public boolean stop(String user) {
        return false;
    }
}
