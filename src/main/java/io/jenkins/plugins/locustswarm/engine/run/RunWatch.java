package io.jenkins.plugins.locustswarm.engine.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
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

/** Checks the state of a run, which continues without a connection. */
public final class RunWatch {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_LINES_SHOWN = 15;

    private final SwarmTools tools;

    public RunWatch(SwarmTools tools) {
        this.tools = tools;
    }

    public RunState poll() throws InterruptedException {
        return poll(new RunWait());
    }

    private RunState poll(RunWait wait) throws InterruptedException {
        OpenRun run = tools.openRun();
        RunState state = run.masterState(wait.detailsSince());
        wait.answered(state);
        tools.progress().running(progressOf(run.record(), state, wait.requestRate()));
        return state;
    }

    private static RunProgress progressOf(RunRecord run, RunState state, RequestRate rate) {
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
                        rate.accept(row).orElseGet(() -> requestsPerSecond(run, row, state.began())),
                        row.percentiles().get("95%"),
                        row.requests(),
                        row.failures(),
                        run.workers(),
                        run.workers()))
                .orElseGet(() -> RunProgress.begun(elapsed, runTime, run.workers()));
    }

    /** A row does not show when Locust reset its statistics: there is no average then until Locust has a figure. */
    private static double requestsPerSecond(RunRecord run, HistoryRow row, Instant began) {
        return run.load().resetStats() ? row.requestsPerSecond() : row.requestsPerSecondSince(began.getEpochSecond());
    }

    public RunSnapshot await() throws InterruptedException {
        RunWait wait = new RunWait();
        RunSnapshot snapshot = check(wait);
        while (!snapshot.isLast()) {
            Thread.sleep(snapshot.pause().toMillis());
            snapshot = check(wait);
        }
        return snapshot;
    }

    public RunSnapshot check(RunWait wait) throws InterruptedException {
        OpenRun run = tools.openRun();
        try {
            if (wait.isFirstAnswer()) {
                refuseHalfStarted(run);
            }
            RunState state = poll(wait);
            if (state.isOver()) {
                return new RunSnapshot(requireLoad(run, state), null);
            }
            Optional<EarlyStop> stop = StopDecision.of(run.record(), state);
            if (stop.isPresent()) {
                return new RunSnapshot(state, null, stop.get());
            }
            boolean waiting = state.phase() == RunState.Phase.WAITING;
            if (run.record().isInteractive()) {
                if (!state.webPageAnswers()) {
                    wait.noWebPage(state.lastLine());
                } else if (!waiting || haveWorkersReported(run, state, wait)) {
                    boolean workersAreNew = waiting && state.workersReady() > 0;
                    if (workersAreNew && wait.isFirstCheckWithWorkers()) {
                        return new RunSnapshot(state, INTERVAL);
                    }
                    if (workersAreNew) {
                        refuseDeadWorkers(run);
                    }
                    return new RunSnapshot(state, null);
                }
            }
            if (waiting && wait.isTimeToCheckWorkers()) {
                refuseDeadWorkers(run);
            }
            return new RunSnapshot(state, waiting ? wait.pauseBeforeLoad() : INTERVAL);
        } catch (ShellException e) {
            if (wait.isTimeToAskProvider()) {
                refuseGoneMaster(run, e);
            }
            return wait.noAnswer(run.record(), e, tools.progress());
        }
    }

    /**
     * Whether all workers that were started have reported. A load that is started on the web page before that does not
     * begin, or begins with fewer workers. Slaves that are started later are not waited for.
     *
     * @throws BringUpException if they have not reported in time
     */
    private boolean haveWorkersReported(OpenRun run, RunState state, RunWait wait) throws InterruptedException {
        if (state.workersReady() >= run.record().workers() || !wait.expectsWorkers(run::wasStartedOnAnySlave)) {
            return true;
        }
        if (wait.areWorkersLate(Duration.ofSeconds(run.record().workersWaitSeconds()))) {
            throw new BringUpException(
                    "Locust's web page answers on port " + run.record().webPort()
                            + " of the master, but only " + state.workersReady() + " of "
                            + run.record().workers() + " worker processes have reported to the master on port "
                            + run.record().masterPort() + " within "
                            + run.record().workersWaitSeconds() + " s. " + lastLines(run)
                            + "Locust still runs: fix the problem and wait again (run --resume), or stop it (killall).");
        }
        return false;
    }

    /** Fails if the master's machine no longer exists, since a run ends with its master. */
    private void refuseGoneMaster(OpenRun run, ShellException e) throws InterruptedException {
        Optional<String> why = tools.provider().whyGone(tools.swarm(), run.master());
        if (why.isPresent()) {
            new RunStop(tools).discard(EnumSet.of(Role.WORKER));
            throw new BringUpException(
                    "The master of swarm " + tools.swarm().name() + " " + why.get() + ". The run of "
                            + run.record().locustfile()
                            + " ended with it, and its results are lost: bring the master up"
                            + " again and repeat the run, or take the swarm down.",
                    e);
        }
    }

    /**
     * Fails if the start of the run was interrupted. Another process cannot complete it, since the variables of the run may
     * be secrets and are not recorded.
     */
    private void refuseHalfStarted(OpenRun run) throws InterruptedException {
        if (run.record().phase() == RunRecord.Phase.STARTING && !run.wasStartedOnAllMachines()) {
            new RunStop(tools).discard();
            throw new BringUpException("The run of " + run.record().locustfile()
                    + " was interrupted before Locust was started on all machines, and was stopped: start it again.");
        }
    }

    /**
     * Fails, with the last lines of Locust, if the master ended before it began a load. A master that ended with exit code 0
     * and statistics has had a load, even if its log does not show it.
     */
    private RunState requireLoad(OpenRun run, RunState state) throws InterruptedException {
        boolean succeeded = Integer.valueOf(0).equals(state.exitCode()) && state.statistics();
        if (state.began() != null || state.stopped() || succeeded) {
            return state;
        }
        List<String> lines = run.onMaster(locust -> locust.lastLines(MAX_LINES_SHOWN));
        boolean gaveUp = lines.stream().anyMatch(line -> line.contains("Gave up waiting for workers"));
        String missing = gaveUp ? missingWorkers(run) : "";
        new RunStop(tools).discard();
        throw new BringUpException(
                "Locust did not start the load of " + run.record().locustfile() + " (exit code " + state.exitCode()
                        + ")." + advice(lines) + configurationRead(state) + missing + LastLines.of(lines));
    }

    private String advice(@CheckForNull List<String> lines) {
        return lines == null ? "" : StartAdvice.of(lines, tools.swarm().locustfileFolder());
    }

    /** Names the files that Locust read options from; its own error names only the options. */
    private static String configurationRead(RunState state) {
        List<String> files = state.strayConfiguration();
        return files.isEmpty() ? "" : " It also read " + String.join(", ", files) + ".";
    }

    private String missingWorkers(OpenRun run) throws InterruptedException {
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

    /**
     * Fails, before the master gives up waiting, if Locust ended on a worker before the load began. Checking many workers
     * takes so long that the load may begin, and even end, meanwhile.
     */
    void refuseDeadWorkers(OpenRun run) throws InterruptedException {
        for (Outcome<RunState> outcome : run.onEach(run.workers(), LocustOnMachine::state)) {
            if (!outcome.failed() && outcome.value().isOver()) {
                if (run.masterState().phase() != RunState.Phase.WAITING) {
                    return;
                }
                MachineRecord worker = outcome.machine();
                List<String> lines = run.onEach(List.of(worker), locust -> locust.lastLines(MAX_LINES_SHOWN))
                        .get(0)
                        .value();
                new RunStop(tools).discard();
                throw new BringUpException("Locust ended on " + worker.name() + " before the load began (exit code "
                        + outcome.value().exitCode() + ")." + advice(lines) + configurationRead(outcome.value())
                        + LastLines.of(lines));
            }
        }
    }
}
