package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.CPU;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds machines on which Locust did not have enough CPU, because the response times then reflect overloaded load generators.
 * Locust checks every five seconds (2.12.0) or ten (2.47.0), and warns above 90 % ({@code CPU_WARNING_THRESHOLD} in
 * {@code runners.py}).
 */
final class CpuHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<String> hot = new ArrayList<>();
        MasterLog master = run.master();
        if (master != null && master.masterBusy() != null) {
            hot.add("the master");
        }
        List<String> machines = run.workers().stream()
                .filter(WorkerLog::hot)
                .map(WorkerLog::worker)
                .toList();
        hot.addAll(machines);
        if (machines.isEmpty() && master != null && !master.workers().busy().isEmpty()) {
            hot.add(run.names().of(master.workers().busy().keySet(), false));
        }
        return hot.isEmpty()
                ? List.of()
                : List.of(unstable(
                        CPU,
                        "CPU usage was above 90 % on " + String.join(", ", hot)
                                + ": the swarm was the bottleneck, not the host. Use more or larger workers."));
    }
}
