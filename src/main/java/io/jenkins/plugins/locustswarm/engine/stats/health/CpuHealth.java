package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.CPU;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds machines on which Locust did not have enough CPU, because the response times then reflect overloaded load
 * generators. Locust checks every five seconds (2.12.0) or ten (2.47.0), and warns above 90 % ({@code
 * CPU_WARNING_THRESHOLD} in {@code runners.py}).
 */
final class CpuHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        MasterLog master = run.master();
        List<String> workers = new ArrayList<>(run.workers().stream()
                .filter(WorkerLog::cpuOverloaded)
                .map(WorkerLog::worker)
                .toList());
        if (workers.isEmpty() && master != null && !master.workers().busy().isEmpty()) {
            workers.add(run.names().of(master.workers().busy().keySet(), false));
        }
        List<String> hot = new ArrayList<>(workers);
        String advice = "Use more slaves, or more processes on each.";
        if (master != null && master.masterBusy() != null) {
            hot.add(0, "the master");
            advice = workers.isEmpty()
                    ? "Use faster cores for the master, or fewer worker processes."
                    : "Use faster cores for all of them.";
        }
        return hot.isEmpty()
                ? List.of()
                : List.of(unstable(
                        CPU,
                        "CPU usage was above 90 % on " + String.join(", ", hot)
                                + ": the swarm was the bottleneck, not the host. " + advice));
    }
}
