package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_NEVER_CAME;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds workers that never reported to the master, or were lost. Locust's exit code shows neither. */
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
                    machinesMissing + " of " + facts.workerMachinesAsked() + " slaves never became ready."));
        }
        MasterLog master = run.master();
        if (master != null) {
            processesMissing(run, Math.max(0, machinesMissing), found);
            lost(run, master, found);
        }
        return found;
    }

    private static void processesMissing(RunEvidence run, int machinesMissing, List<HealthFinding> found) {
        int expected = expected(run, machinesMissing);
        int missing = expected - ready(run);
        if (missing > 0) {
            found.add(unstable(
                    WORKER_NEVER_CAME,
                    Excerpt.sentence(missing + " of " + expected + " worker processes never reported to the master"
                                    + which(run.names().withoutQuitMessage(), missing))
                            + why(run.facts())));
        }
    }

    private static int expected(RunEvidence run, int machinesMissing) {
        return run.facts().workersAsked() - machinesMissing * run.processesPerMachine();
    }

    /**
     * Returns how many worker processes reported to the master. A master without a web page starts the load when all
     * expected workers have reported ({@code --expect-workers}), so that a started load implies that all of them
     * reported, even if the log does not show it.
     */
    public static int ready(RunEvidence run) {
        MasterLog master = run.master();
        if (master != null && (!master.workers().ready().isEmpty() || !run.began())) {
            return master.workers().ready().size();
        }
        int machinesMissing = run.facts().workerMachinesAsked() - run.facts().workerMachinesReady();
        return run.began() ? expected(run, Math.max(0, machinesMissing)) : 0;
    }

    /** Returns the machines of the missing workers if the logs leave no doubt, and the last line of the first log. */
    private static String which(List<WorkerLog> withoutQuitMessage, int missing) {
        if (withoutQuitMessage.size() != missing) {
            return "";
        }
        List<String> machines =
                withoutQuitMessage.stream().map(WorkerLog::worker).toList();
        return ": " + String.join(", ", machines) + LogQuote.ofFirst(machines).lastLine(withoutQuitMessage.get(0));
    }

    private static void lost(RunEvidence run, MasterLog master, List<HealthFinding> found) {
        if (master.workers().allGone()) {
            return; // NoWorkerLeftHealth reports it
        }
        if (!lost(run).isEmpty()) {
            found.add(unstable(WORKER_LOST, lostSentence(run, master)));
        }
        if (!master.workers().returned().isEmpty()) {
            found.add(unstable(
                    WORKER_LOST,
                    "The master had no contact with "
                            + run.names().of(master.workers().returned(), false)
                            + " for some seconds, so the load had gaps."));
        }
    }

    static String lostSentence(RunEvidence run, MasterLog master) {
        List<String> gone = lost(run);
        return gone.size() + " of " + master.workers().ready().size()
                + (gone.size() == 1 ? " worker processes was lost" : " worker processes were lost")
                + " during the load: " + run.names().of(gone, true) + when(master) + "." + why(run.facts());
    }

    /** Returns Locust's ids of the workers that left before the end and did not come back; empty without a log. */
    public static List<String> lost(RunEvidence run) {
        MasterLog master = run.master();
        if (master == null) {
            return List.of();
        }
        Set<String> gone = new LinkedHashSet<>(master.workers().missing().keySet());
        if (!run.mayHaveToldWorkersToQuit()) {
            gone.addAll(master.workers().quitEarly().keySet());
        }
        return List.copyOf(gone);
    }

    /** Returns why machines are gone, as the provider states it. */
    private static String why(RunFacts facts) {
        int more = facts.workersGone().size() - MAX_REASONS;
        return facts.workersGone().entrySet().stream()
                        .limit(MAX_REASONS)
                        .map(gone -> " " + gone.getKey() + " " + gone.getValue() + ".")
                        .collect(Collectors.joining())
                + (more > 0 ? " " + more + " more machines are gone." : "");
    }

    private static String when(MasterLog master) {
        return master.workers().missing().entrySet().stream()
                .map(Map.Entry::getValue)
                .filter(since -> !since.isZero()) // a line without its time
                .min(Duration::compareTo)
                .map(first -> ", noticed " + first.toSeconds() + " s into it")
                .orElse("");
    }
}
