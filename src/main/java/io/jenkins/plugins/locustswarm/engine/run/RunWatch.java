package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.LastLines;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Looks at a run that goes on by itself. */
public final class RunWatch {

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final int LINES_SHOWN = 15;

    private final SwarmTools tools;

    public RunWatch(SwarmTools tools) {
        this.tools = tools;
    }

    public RunState poll() throws InterruptedException {
        OpenRun run = tools.openRun();
        RunState state = run.masterState();
        tools.progress().running(progressOf(run.record(), state));
        return state;
    }

    private static RunProgress progressOf(RunRecord run, RunState state) {
        Duration runTime = run.load().runTime();
        if (state.began() == null) {
            return RunProgress.waiting(runTime, state.workersReady(), run.workers());
        }
        Instant until = state.ended() == null ? state.now() : state.ended();
        Duration elapsed = Duration.between(state.began(), until);
        Optional<HistoryRow> newest = HistoryCsv.newestAggregated(state.historyHeader(), state.historyRow() + "\n");
        return newest.map(row -> new RunProgress(
                        elapsed,
                        runTime,
                        row.users(),
                        row.requestsPerSecondSince(state.began().getEpochSecond()),
                        row.percentiles().get("95%"),
                        row.requests(),
                        row.failures(),
                        run.workers(),
                        run.workers()))
                .orElseGet(() -> RunProgress.begun(elapsed, runTime, run.workers()));
    }

    public RunState await() throws InterruptedException {
        RunWait wait = new RunWait();
        RunSnapshot look = look(wait);
        while (!look.isLast()) {
            Thread.sleep(look.pause().toMillis());
            look = look(wait);
        }
        return look.state();
    }

    public RunSnapshot look(RunWait wait) throws InterruptedException {
        OpenRun run = tools.openRun();
        try {
            if (wait.isFirst()) {
                refuseHalfStarted(run);
            }
            RunState state = poll();
            wait.answered();
            if (state.isOver()) {
                return new RunSnapshot(begun(run, state), null);
            }
            boolean waiting = state.phase() == RunState.Phase.WAITING;
            if (run.record().isInteractive()) {
                if (!state.webPageAnswers()) {
                    wait.webPageMissing(state.lastLine());
                } else if (!waiting || hasItsWorkers(run, state, wait)) {
                    boolean workersAreNew = waiting && state.workersReady() > 0;
                    if (workersAreNew && wait.isFirstLookWithWorkers()) {
                        return new RunSnapshot(state, PACE);
                    }
                    if (workersAreNew) {
                        refuseDeadWorkers(run);
                    }
                    return new RunSnapshot(state, null);
                }
            }
            if (waiting && wait.wantsWorkers()) {
                refuseDeadWorkers(run);
            }
            return new RunSnapshot(state, waiting ? wait.paceBeforeTheLoad() : PACE);
        } catch (ShellException e) {
            if (wait.wantsProvider()) {
                refuseGoneMaster(run, e);
            }
            return wait.noAnswer(run.record(), e, tools.progress());
        }
    }

    /**
     * Whether all workers that were started have reported. A load that is started on the web page before that does not
     * begin, or begins with fewer. Slaves that are started later have nobody who waits for them here.
     *
     * @throws BringUpException when they should have reported by now
     */
    private boolean hasItsWorkers(OpenRun run, RunState state, RunWait wait) throws InterruptedException {
        if (state.workersReady() >= run.record().workers() || !wait.forWorkers(run::hasWorkers)) {
            return true;
        }
        if (wait.workersAreLate(Duration.ofSeconds(run.record().workersWaitSeconds()))) {
            throw new BringUpException(
                    "Locust's web page answers on port " + run.record().webPort()
                            + " of the master, but only " + state.workersReady() + " of "
                            + run.record().workers() + " worker processes have reported to the master on port "
                            + run.record().masterPort() + " within "
                            + run.record().workersWaitSeconds() + " s. " + lastLines(run)
                            + "Locust still runs: mend that and wait again (run --resume), or stop it (killall).");
        }
        return false;
    }

    /** A run ends with its master's machine: nobody need wait for one that will never answer again. */
    private void refuseGoneMaster(OpenRun run, ShellException e) throws InterruptedException {
        Optional<String> why = tools.provider().whyGone(tools.swarm(), run.master());
        if (why.isPresent()) {
            new RunStop(tools).giveUp(EnumSet.of(Role.WORKER));
            throw new BringUpException(
                    "The master of swarm " + tools.swarm().name() + " " + why.get() + ". The run of "
                            + run.record().locustfile() + " ended with it, and what it measured was there: bring the"
                            + " master up again and repeat the run, or take the swarm down.",
                    e);
        }
    }

    /** Its variables, which may be secrets, are kept nowhere, so that nobody else can finish the start. */
    private void refuseHalfStarted(OpenRun run) throws InterruptedException {
        if (run.record().phase() == RunRecord.Phase.STARTING && !run.isEverywhere()) {
            new RunStop(tools).giveUp();
            throw new BringUpException("The run of " + run.record().locustfile()
                    + " was cut short before all of it was started, and what was there was stopped: start it again.");
        }
    }

    /**
     * A master that ended before any load is no run: Locust's own words say why. One that ended well with files was one,
     * whatever its log tells.
     */
    private RunState begun(OpenRun run, RunState state) throws InterruptedException {
        boolean endedWell = Integer.valueOf(0).equals(state.exitCode()) && state.statistics();
        if (state.began() != null || state.stopped() || endedWell) {
            return state;
        }
        List<String> words = run.onMaster(locust -> locust.lastLines(LINES_SHOWN));
        boolean gaveUp = words.stream().anyMatch(line -> line.contains("Gave up waiting for workers"));
        String missing = gaveUp ? missing(run) : "";
        new RunStop(tools).giveUp();
        throw new BringUpException(
                "Locust did not start the load of " + run.record().locustfile() + " (exit code " + state.exitCode()
                        + ")." + alsoRead(state) + missing + LastLines.of(words));
    }

    /** What is in these files counts for Locust as options, and Locust names the options and not the files. */
    private static String alsoRead(RunState state) {
        List<String> files = state.strayConfiguration();
        return files.isEmpty() ? "" : " It also read " + String.join(", ", files) + ".";
    }

    private String missing(OpenRun run) throws InterruptedException {
        return " Not all of " + run.record().workers() + " worker processes reported to the master on port "
                + run.record().masterPort() + " in time. " + lastLines(run);
    }

    private static String lastLines(OpenRun run) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (Outcome<List<String>> outcome : run.onEach(run.workers(), locust -> locust.lastLines(1))) {
            String line = outcome.failed() ? outcome.failure().getMessage() : String.join("", outcome.value());
            lines.add(outcome.machine().name() + ": " + line);
        }
        return "The last line of each slave:\n" + String.join("\n", lines) + "\n";
    }

    /** A worker that ended before the load began never comes: better said now than when the master gives up. */
    private void refuseDeadWorkers(OpenRun run) throws InterruptedException {
        for (Outcome<RunState> outcome : run.onEach(run.workers(), LocustOnMachine::state)) {
            if (!outcome.failed() && outcome.value().isOver()) {
                MachineRecord worker = outcome.machine();
                List<String> words = run.onEach(List.of(worker), locust -> locust.lastLines(LINES_SHOWN))
                        .get(0)
                        .value();
                new RunStop(tools).giveUp();
                throw new BringUpException("Locust ended on " + worker.name() + " before the load began (exit code "
                        + outcome.value().exitCode() + ")." + alsoRead(outcome.value()) + LastLines.of(words));
            }
        }
    }
}
