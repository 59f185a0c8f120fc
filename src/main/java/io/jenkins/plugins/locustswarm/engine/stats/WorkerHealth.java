package io.jenkins.plugins.locustswarm.engine.stats;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_NEVER_CAME;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.WorkerLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether all workers came and stayed. Locust says neither with its exit code. */
final class WorkerHealth implements HealthRule {

    private static final int MAX_REASONS = 5;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        RunFacts facts = run.facts();
        int machinesMissing = facts.workerMachinesAsked() - facts.workerMachinesReady();
        if (machinesMissing > 0) {
            found.add(unstable(
                    WORKER_NEVER_CAME,
                    machinesMissing + " of " + facts.workerMachinesAsked() + " worker machines never came."));
        }
        if (run.master() != null) {
            processesMissing(run, Math.max(0, machinesMissing), found);
            lost(run, found);
        }
        return found;
    }

    private static void processesMissing(RunEvidence run, int machinesMissing, List<HealthFinding> found) {
        int expected = run.facts().workersAsked() - machinesMissing * run.processesPerMachine();
        int missing = expected - run.master().ready().size();
        if (missing > 0) {
            found.add(unstable(
                    WORKER_NEVER_CAME,
                    missing + " of " + expected + " worker processes never reported to the master"
                            + which(run.names().unquiet(), missing) + "." + why(run.facts())));
        }
    }

    /** Their machines, when the logs leave no doubt, and what the first of them said last. */
    private static String which(List<WorkerLog> unquiet, int missing) {
        if (unquiet.size() != missing) {
            return "";
        }
        String machines = unquiet.stream().map(WorkerLog::worker).collect(Collectors.joining(", "));
        String last = unquiet.get(0).lastLine();
        return ": " + machines + (last.isEmpty() ? "" : "; the log ends with: " + CsvError.shorten(last));
    }

    private static void lost(RunEvidence run, List<HealthFinding> found) {
        MasterLog master = run.master();
        List<String> gone = lost(master);
        if (!gone.isEmpty()) {
            found.add(unstable(
                    WORKER_LOST,
                    gone.size() + " of " + master.ready().size()
                            + " worker processes were lost while the load went on: "
                            + run.names().of(gone, true) + when(master) + "."
                            + (master.allGone() ? " No worker was left, and the load ended." : "")
                            + why(run.facts())));
        }
        if (!master.returned().isEmpty()) {
            found.add(unstable(
                    WORKER_LOST,
                    "For some seconds the master had no contact with "
                            + run.names().of(master.returned(), false) + ", and the load had gaps."));
        }
    }

    /** Locust's ids of the workers that went away before the end and did not come back. */
    static List<String> lost(MasterLog master) {
        List<String> gone = new ArrayList<>(master.missing().keySet());
        master.quitEarly().stream().filter(worker -> !gone.contains(worker)).forEach(gone::add);
        return gone;
    }

    /** What the provider says of their machines. */
    private static String why(RunFacts facts) {
        int more = facts.workersGone().size() - MAX_REASONS;
        return facts.workersGone().entrySet().stream()
                        .limit(MAX_REASONS)
                        .map(gone -> " " + gone.getKey() + " " + gone.getValue() + ".")
                        .collect(Collectors.joining())
                + (more > 0 ? " " + more + " more machines are gone." : "");
    }

    private static String when(MasterLog master) {
        return master.missing().entrySet().stream()
                .map(Map.Entry::getValue)
                .min(Duration::compareTo)
                .map(first -> ", noticed " + first.toSeconds() + " s into it")
                .orElse("");
    }
}
