package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;

/**
 * How Locust ended on a worker machine by itself.
 *
 * @param worker name of the machine in the swarm, for example {@code worker-1}
 * @param exitCode exit code, the highest one of several processes; absent if Locust ended without one, for example because
 *     all of its processes were killed
 */
public record WorkerExit(String worker, @CheckForNull Integer exitCode) {

    /** Returns how Locust ended, unless it was not started, has not ended, or was ended by the swarm. */
    public static Optional<WorkerExit> of(String worker, RunState end) {
        boolean endedBySwarm = end.stopped() || end.killed() || end.termination() != null;
        return endedBySwarm || !end.isOver() ? Optional.empty() : Optional.of(new WorkerExit(worker, end.exitCode()));
    }
}
