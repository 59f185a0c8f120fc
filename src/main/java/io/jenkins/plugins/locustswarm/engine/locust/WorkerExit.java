package io.jenkins.plugins.locustswarm.engine.locust;

import java.util.Optional;

/**
 * How Locust ended on a worker machine by itself.
 *
 * @param worker the machine's name in the swarm, for example {@code worker-1}
 * @param exitCode the code, the highest one of several processes; null when Locust vanished without one, as when all of
 *     its processes were killed
 */
public record WorkerExit(String worker, Integer exitCode) {

    /** How it ended; empty when Locust was never started there, has not ended, or was ended by the swarm. */
    public static Optional<WorkerExit> of(String worker, RunState end) {
        boolean endedBySwarm = end.stopped() || end.killed() || end.outerClock() != null;
        return endedBySwarm || !end.isOver() ? Optional.empty() : Optional.of(new WorkerExit(worker, end.exitCode()));
    }
}
