package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.CPU;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether Locust had the CPU it needs. Locust looks every five (2.12.0) or ten seconds (2.47.0) and warns above 90 % ({@code
 * CPU_WARNING_THRESHOLD} in {@code runners.py}): response times then are those of a busy swarm.
 */
final class CpuHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<String> hot = new ArrayList<>();
        if (run.master() != null && run.master().hotMaster()) {
            hot.add("the master");
        }
        List<String> machines = run.workers().stream()
                .filter(WorkerLog::hot)
                .map(WorkerLog::worker)
                .toList();
        hot.addAll(machines);
        if (machines.isEmpty()
                && run.master() != null
                && !run.master().hotWorkers().isEmpty()) {
            hot.add(run.names().of(run.master().hotWorkers(), false));
        }
        return hot.isEmpty()
                ? List.of()
                : List.of(unstable(
                        CPU,
                        "More than 90 % of a CPU was used by " + String.join(", ", hot)
                                + ": the swarm is the bottleneck, not the host. Use more or bigger workers."));
    }
}
