package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.locust.SlaveClock;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.record.LocustfileName;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSetup;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Fetches the files of a run and reads them. */
public final class RunCollection {

    private final SwarmTools tools;

    public RunCollection(SwarmTools tools) {
        this.tools = tools;
    }

    /** Stops, copies and reads a run, as {@code Swarm.collect} does. */
    public RunSummary collect(Predicate<RunRecord> isAwaited, Path folder, BooleanSupplier mayWait)
            throws InterruptedException {
        RunWait wait = new RunWait();
        Optional<RunSummary> summary = attempt(isAwaited, folder, wait, mayWait);
        while (summary.isEmpty()) {
            Thread.sleep(RunWait.PAUSE_AFTER_NO_ANSWER.toMillis());
            summary = attempt(isAwaited, folder, wait, mayWait);
        }
        return summary.get();
    }

    /** Tries once to collect a run, as {@code Swarm.tryCollect} does. */
    public Optional<RunSummary> attempt(
            Predicate<RunRecord> isAwaited, Path folder, RunWait wait, BooleanSupplier mayWait)
            throws InterruptedException {
        OpenRun run = tools.openRun(isAwaited);
        try {
            return Optional.of(collected(run, folder, wait));
        } catch (ShellException e) {
            if (wait.isTimeToAskProvider()) {
                new StartDiagnosis(tools).failIfMasterIsGone(run, e);
            }
            wait.notCollected(e, mayWait.getAsBoolean(), tools.progress());
            return Optional.empty();
        }
    }

    private RunSummary collected(OpenRun recorded, Path folder, RunWait wait) throws InterruptedException {
        SwarmRecord swarm = tools.swarm();
        if (wait.isFirstCollection()) {
            tools.progress().phase("Collecting the results of " + recorded.name() + ".");
        }
        RunState before = recorded.masterState(); // fails if the run was never started
        wait.answeredCollection();
        OpenRun run = recorded.withStopTimeout(before.stopTimeout());
        // The master first: it tells its workers to quit, and waits for their last statistics. A worker that is
        // interrupted does not send them.
        run.onMaster(locust -> {
            locust.stop();
            return null;
        });
        RunState end = run.masterState();
        List<FetchedFile> fetched = new ArrayList<>();
        WorkerCollection workers;
        try (FetchedResults results = FetchedResults.into(folder)) {
            fetched.addAll(run.onMaster(locust -> locust.fetch(ResultFiles.OF_THE_MASTER, results.path())));
            workers = WorkerCollection.of(run, quitNormally(end), results.path(), tools.progress());
            fetched.addAll(workers.logs());
            results.replaceEarlier();
        } catch (IOException | UncheckedIOException e) {
            throw new BringUpException(
                    "The results could not be written to " + folder + ": " + FileErrorText.withFile(e)
                            + ". Free some space, or name another folder. With the command, collect them again from the"
                            + " machines (run --resume).",
                    e);
        }
        Map<String, String> gone = tools.provider().whyGone(swarm, workers.silent());
        RunSummary summary = RunResults.read(folder, facts(swarm, run.record(), end, workers, gone))
                .withHealth(ResultFiles.cut(fetched));
        tools.updateAnyway(
                record -> record.withSameRun(run.record(), same -> same.withPhase(RunRecord.Phase.COLLECTED)),
                "The results were collected, but that could not be recorded.");
        return summary.withCost(tools.provider().cost(swarm, Instant.now()).orElse(null))
                .withSetup(RunSetup.of(swarm, run.record(), machine -> kind(swarm, machine)));
    }

    private RunSetup.Kind kind(SwarmRecord swarm, MachineRecord machine) {
        MachineProvider provider = tools.provider();
        return new RunSetup.Kind(
                provider.machineType(swarm, machine).orElse(null),
                provider.machineZone(swarm, machine).orElse(null));
    }

    /** Whether the master told its workers to quit. A process that was ended by a signal has an exit code above 128. */
    private static boolean quitNormally(RunState end) {
        return end.exitCode() != null && end.exitCode() <= 128;
    }

    private static RunFacts facts(
            SwarmRecord swarm, RunRecord run, RunState end, WorkerCollection workers, Map<String, String> workersGone) {
        int ready = swarm.ready(Role.WORKER).size();
        int missing = swarm.workersAsked() - ready;
        int processes = run.load().processes();
        int perMachine = processes > 0 ? processes : run.workers() / Math.max(1, ready);
        return RunFacts.of(swarm.name(), swarm.provider())
                .load(run.load().withLocustfile(LocustfileName.ofRun(swarm)))
                .lasted(end.began(), end.ended() == null ? end.now() : end.ended())
                .workers(run.workers() + missing * perMachine, swarm.workersAsked(), ready)
                .workersGone(workersGone)
                .exitCode(end.exitCode())
                .termination(end.termination())
                .stoppedByUser(end.stopped())
                .earlyStop(run.earlyStop())
                .killedBySwarm(end.killed())
                .strayConfiguration(end.strayConfiguration())
                .namedConfiguration(end.namedConfiguration())
                .workerExits(workers.exits())
                .slaveClocks(SlaveClock.compared(end.clock(), workers.clocks()))
                .build();
    }
}
