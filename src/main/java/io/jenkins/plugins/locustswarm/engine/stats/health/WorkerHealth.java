package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_NEVER_CAME;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.csv.CsvError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether all workers came and stayed. Locust says neither with its exit code. */
public final class WorkerHealth implements HealthRule {

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
        int expected = expected(run, machinesMissing);
        int missing = expected - ready(run);
        if (missing > 0) {
            found.add(unstable(
                    WORKER_NEVER_CAME,
                    missing + " of " + expected + " worker processes never reported to the master"
                            + which(run.names().unquiet(), missing) + "." + why(run.facts())));
        }
    }

    private static int expected(RunEvidence run, int machinesMissing) {
        return run.facts().workersAsked() - machinesMissing * run.processesPerMachine();
    }

    /**
     * How many reported to the master. A master without a web page starts the load when all that it expects are there
     * ({@code --expect-workers}), so that a load is a sign of them where the log names none.
     */
    public static int ready(RunEvidence run) {
        MasterLog master = run.master();
        if (master != null && (!master.ready().isEmpty() || !run.began())) {
            return master.ready().size();
        }
        int machinesMissing = run.facts().workerMachinesAsked() - run.facts().workerMachinesReady();
        return run.began() ? expected(run, Math.max(0, machinesMissing)) : 0;
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
        if (master.allGone()) {
            return; // NoWorkerLeftHealth says it
        }
        if (!lost(run).isEmpty()) {
            found.add(unstable(WORKER_LOST, lostSentence(run)));
        }
        if (!master.returned().isEmpty()) {
            found.add(unstable(
                    WORKER_LOST,
                    "For some seconds the master had no contact with "
                            + run.names().of(master.returned(), false) + ", and the load had gaps."));
        }
    }

    static String lostSentence(RunEvidence run) {
        List<String> gone = lost(run);
        return gone.size() + " of " + run.master().ready().size()
                + " worker processes were lost while the load went on: "
                + run.names().of(gone, true) + when(run.master()) + "." + why(run.facts());
    }

    /** Locust's ids of the workers that went away before the end and did not come back. */
    public static List<String> lost(RunEvidence run) {
        List<String> gone = new ArrayList<>(run.master().missing().keySet());
        if (run.mayHaveToldWorkersToQuit()) {
            return gone;
        }
        run.master().quitEarly().stream()
                .filter(worker -> !gone.contains(worker))
                .forEach(gone::add);
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
                .filter(since -> !since.isZero()) // of a line without its time
                .min(Duration::compareTo)
                .map(first -> ", noticed " + first.toSeconds() + " s into it")
                .orElse("");
    }
}
