package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.time.Duration;
import java.util.List;

/**
 * Finds runs that lost their last worker. The master considers a worker that stalls for three seconds lost. If it is the
 * last one, the master stops the load and does not restart it when the worker comes back ({@code
 * MasterRunner.heartbeat_worker} in {@code runners.py}).
 */
final class NoWorkerLeftHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        if (!run.noWorkerWasLeft()) {
            return List.of();
        }
        String swarm = run.facts().termination() == TerminationReason.NO_WORKER ? " The swarm then ended the run." : "";
        return List.of(unstable(WORKER_LOST, sentence(run) + swarm));
    }

    private static String sentence(RunEvidence run) {
        MasterLog master = run.master();
        if (master == null || !master.workers().allGone()) {
            return "No worker was left, so the load ended: the last connection to the master was closed.";
        }
        if (!WorkerHealth.lost(run).isEmpty()) {
            return WorkerHealth.lostSentence(run, master) + " No worker was left, so the load ended.";
        }
        Duration length = master.load().length();
        String when = length == null ? "" : " " + length.toSeconds() + " s into the load";
        return "The master lost contact with its last worker, "
                + run.names().of(master.workers().returned(), false) + "," + when
                + ". Locust then stops the load and does not restart it when a worker comes back.";
    }
}
