package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks the state of a run, which continues without a connection. */
public final class RunWatch {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** The interval when the load should be over; Locust ends within seconds. */
    private static final Duration INTERVAL_AT_THE_END = Duration.ofMillis(300);

    private static final Duration LAST_SECONDS = Duration.ofSeconds(10);

    private final SwarmTools tools;
    private final StartDiagnosis diagnosis;

    public RunWatch(SwarmTools tools) {
        this.tools = tools;
        this.diagnosis = new StartDiagnosis(tools);
    }

    /** Returns the state of the newest run, as {@code Swarm.poll} does. */
    public RunState poll() throws InterruptedException {
        return poll(tools.openRun(), new RunWait());
    }

    private RunState poll(OpenRun run, RunWait wait) throws InterruptedException {
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
        return newestRow(state)
                .map(row -> new RunProgress(
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

    /** Returns the newest row; empty also if Locust's file cannot be read, which must not end its run. */
    private static Optional<HistoryRow> newestRow(RunState state) {
        try {
            return HistoryCsv.newestAggregated(state.historyHeader(), state.historyRow() + "\n");
        } catch (BadInputException e) {
            return Optional.empty(); // the results say so
        }
    }

    /** A row does not show when Locust reset its statistics: there is no average then until Locust has a figure. */
    private static double requestsPerSecond(RunRecord run, HistoryRow row, Instant began) {
        return run.load().resetStats() ? row.requestsPerSecond() : row.requestsPerSecondSince(began.getEpochSecond());
    }

    /** Waits until a run is over, as {@code Swarm.await} does. */
    public RunSnapshot await(Predicate<RunRecord> isAwaited) throws InterruptedException {
        RunWait wait = new RunWait();
        RunSnapshot snapshot = check(isAwaited, wait);
        while (!snapshot.isLast()) {
            Thread.sleep(snapshot.pause().toMillis());
            snapshot = check(isAwaited, wait);
        }
        return snapshot;
    }

    /** Checks a run once, as {@code Swarm.check} does. */
    public RunSnapshot check(Predicate<RunRecord> isAwaited, RunWait wait) throws InterruptedException {
        OpenRun run = tools.openRun(isAwaited);
        try {
            if (wait.isWithoutAnswer()) {
                diagnosis.failIfHalfStarted(run);
            }
            RunState state = poll(run, wait);
            if (state.isOver()) {
                return new RunSnapshot(diagnosis.requireLoad(run, state), null);
            }
            if (wait.isOverdue(run.record())) {
                tools.progress()
                        .warning("Locust is still running long after the end of its run time: stopping it now.");
                return new RunSnapshot(diagnosis.requireLoad(run, state), null);
            }
            Optional<EarlyStop> stop = earlyStop(run, state, wait);
            if (stop.isPresent()) {
                return new RunSnapshot(state, null, stop.get());
            }
            boolean waiting = state.phase() == RunState.Phase.WAITING;
            Optional<RunSnapshot> onWebPage =
                    run.record().isInteractive() ? onWebPage(run, state, wait) : Optional.empty();
            if (onWebPage.isPresent()) {
                return onWebPage.get();
            }
            if (waiting && wait.isTimeToCheckWorkers()) {
                diagnosis.failIfWorkersEnded(run);
            }
            return new RunSnapshot(state, waiting ? wait.pauseBeforeLoad() : pause(run.record(), state));
        } catch (ShellException e) {
            if (wait.isTimeToAskProvider()) {
                diagnosis.failIfMasterIsGone(run, e);
            }
            return wait.noAnswer(run.record(), e, tools.progress());
        }
    }

    private Optional<EarlyStop> earlyStop(OpenRun run, RunState state, RunWait wait) {
        try {
            return StopDecision.of(run.record(), state);
        } catch (BadInputException e) {
            if (wait.isFirstUnreadableHistory()) {
                tools.progress().warning("The load cannot be stopped early: " + e.getMessage());
            }
            return Optional.empty();
        }
    }

    private static Duration pause(RunRecord run, RunState state) {
        Duration runTime = run.load().runTime();
        if (runTime == null || state.began() == null) {
            return INTERVAL;
        }
        Duration late = Duration.between(state.began().plus(runTime), state.now());
        return late.isNegative() || late.compareTo(LAST_SECONDS) > 0 ? INTERVAL : INTERVAL_AT_THE_END;
    }

    /** Returns the snapshot of a run on Locust's web page, if it can be started there or will be able to soon. */
    private Optional<RunSnapshot> onWebPage(OpenRun run, RunState state, RunWait wait) throws InterruptedException {
        boolean waiting = state.phase() == RunState.Phase.WAITING;
        if (!state.webPageAnswers()) {
            wait.noWebPage(state.lastLine());
            return Optional.empty();
        }
        if (waiting && !haveWorkersReported(run, state, wait)) {
            return Optional.empty();
        }
        boolean workersAreNew = waiting && state.workersReady() > 0;
        if (workersAreNew && wait.isFirstCheckWithWorkers()) {
            return Optional.of(new RunSnapshot(state, INTERVAL));
        }
        if (workersAreNew) {
            diagnosis.failIfWorkersEnded(run);
        }
        return Optional.of(new RunSnapshot(state, null));
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
            throw diagnosis.missingWorkersOnWebPage(run, state);
        }
        return false;
    }
}
