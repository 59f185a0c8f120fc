package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.locust.ClockReading;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.locust.WorkerExit;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was fetched from the workers of a run.
 *
 * @param logs logs that were fetched
 * @param exits how Locust ended on the workers on which it ended by itself
 * @param clocks the clocks of the machines that answered, by name
 * @param silent machines that did not answer
 */
record WorkerCollection(
        List<FetchedFile> logs, List<WorkerExit> exits, Map<String, ClockReading> clocks, List<MachineRecord> silent) {

    private record WorkerEnd(RunState state, List<FetchedFile> logs) {}

    /**
     * Ends Locust on the workers and fetches their logs. Warns about workers that cannot be reached.
     *
     * @param toldToQuit whether the master told the workers to quit, so that they end by themselves
     * @throws UncheckedIOException if the folder cannot be written
     */
    static WorkerCollection of(OpenRun run, boolean toldToQuit, Path folder, Progress progress)
            throws InterruptedException {
        List<MachineRecord> workers = run.workers();
        List<Outcome<WorkerEnd>> outcomes = run.onEach(workers, locust -> {
            if (toldToQuit) {
                locust.stopAfterItsMaster();
            } else {
                locust.stop();
            }
            RunState state = locust.state();
            return new WorkerEnd(
                    state, locust.fetch(List.of(ResultFiles.workerLog(locust.logFile(), workers.size())), folder));
        });
        WorkerCollection found =
                new WorkerCollection(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (Outcome<WorkerEnd> outcome : outcomes) {
            if (outcome.failed() && outcome.failure() instanceof UncheckedIOException unwritable) {
                throw unwritable;
            }
            found.add(outcome, progress);
        }
        return found;
    }

    private void add(Outcome<WorkerEnd> outcome, Progress progress) {
        String worker = outcome.machine().name();
        if (outcome.failed()) {
            silent.add(outcome.machine());
            progress.warning("The log of " + worker + " is missing from the results: "
                    + outcome.failure().getMessage());
        } else {
            logs.addAll(outcome.value().logs());
            clocks.put(worker, outcome.value().state().clock());
            WorkerExit.of(worker, outcome.value().state()).ifPresent(exits::add);
        }
    }
}
