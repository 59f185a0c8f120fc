package io.jenkins.plugins.locustswarm.engine;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.locust.WorkerExit;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.stats.RunResults;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Brings a run's files home and reads them. */
final class RunCollection {

    private static final List<String> OF_THE_MASTER = List.of(
            RunResults.STATS,
            RunResults.HISTORY,
            RunResults.FAILURES,
            RunResults.EXCEPTIONS,
            RunResults.HTML,
            RunResults.MASTER_LOG);

    private static final String OF_AN_EARLIER_RUN =
            "(locust(_\\w+)?\\.(csv|html)|(master|worker-\\d+)\\.log|summary\\.json)";

    private final RecordKeeper keeper;
    private final MachineProvider provider;
    private final Fleet fleet;
    private final Progress progress;

    RunCollection(RecordKeeper keeper, MachineProvider provider, Fleet fleet, Progress progress) {
        this.keeper = keeper;
        this.provider = provider;
        this.fleet = fleet;
        this.progress = progress;
    }

    RunSummary collect(Path folder) throws InterruptedException {
        SwarmRecord swarm = keeper.get();
        OpenRun run = new OpenRun(swarm, fleet);
        progress.phase("Collecting the results of " + run.record().locustfile() + ".");
        run.masterState(); // there must be something to collect
        // The master first: it tells its workers to end, and waits for their last numbers.
        run.onMaster(locust -> {
            locust.stop();
            return null;
        });
        RunState end = run.masterState();
        WorkerEnds workers;
        try {
            makeRoom(folder);
            run.onMaster(locust -> locust.fetch(OF_THE_MASTER, folder));
            workers = collectWorkers(run, folder);
        } catch (IOException | UncheckedIOException e) {
            throw new BringUpException(
                    "The results could not be written to " + folder + ": " + e
                            + ". They are still on the machines: make room, or name another folder, and collect them again"
                            + " (run --resume).",
                    e);
        }
        Map<String, String> gone = provider.whyGone(swarm, workers.silent());
        RunSummary summary = RunResults.read(folder, facts(swarm, end, workers.exits(), gone));
        keeper.update(record -> record.withRun(record.run().withPhase(RunRecord.Phase.COLLECTED)));
        return summary.withCost(provider.cost(swarm, Instant.now()).orElse(null));
    }

    private static void makeRoom(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches(OF_AN_EARLIER_RUN)) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * How the workers ended.
     *
     * @param silent machines that did not answer
     */
    private record WorkerEnds(List<WorkerExit> exits, List<MachineRecord> silent) {}

    /** Fetches the workers' logs, and says how Locust ended there. */
    private WorkerEnds collectWorkers(OpenRun run, Path folder) throws InterruptedException {
        List<Outcome<RunState>> outcomes = run.onEach(run.workers(), locust -> {
            locust.stopAfterItsEnd();
            RunState end = locust.state();
            locust.fetch(List.of(locust.logFile()), folder);
            return end;
        });
        List<WorkerExit> exits = new ArrayList<>();
        for (Outcome<RunState> outcome : outcomes) {
            String worker = outcome.machine().name();
            if (outcome.failed() && outcome.failure() instanceof UncheckedIOException unwritable) {
                throw unwritable;
            }
            if (outcome.failed()) {
                progress.warning("The log of " + worker + " is missing from the results: "
                        + outcome.failure().getMessage());
            } else {
                WorkerExit.of(worker, outcome.value()).ifPresent(exits::add);
            }
        }
        return new WorkerEnds(
                exits, outcomes.stream().filter(Outcome::failed).map(Outcome::machine).toList());
    }

    private static RunFacts facts(
            SwarmRecord swarm, RunState end, List<WorkerExit> workerExits, Map<String, String> workersGone) {
        RunRecord run = swarm.run();
        int ready = swarm.ready(Role.WORKER).size();
        int missing = swarm.workersAsked() - ready;
        int perMachine = run.processes() > 0 ? run.processes() : run.workers() / Math.max(1, ready);
        Duration runTime = run.runTimeSeconds() == null ? null : Duration.ofSeconds(run.runTimeSeconds());
        return RunFacts.of(swarm.name(), swarm.provider())
                .target(run.locustfile(), run.host())
                .load(run.users(), run.spawnRate())
                .times(runTime, Duration.ofSeconds(run.stopTimeoutSeconds()))
                .lasted(end.began(), end.ended() == null ? end.now() : end.ended())
                .workers(run.workers() + missing * perMachine, swarm.workersAsked(), ready)
                .workersGone(workersGone)
                .exitCode(end.exitCode())
                .endedByOuterClock(end.endedByOuterClock())
                .stoppedByUser(end.stopped())
                .strayConfiguration(end.strayConfiguration())
                .workerExits(workerExits)
                .build();
    }
}
