package io.jenkins.plugins.locustswarm.engine.machine;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.Collection;

/**
 * Decides whether a swarm can continue without the machines that failed: it needs its master, and as many workers as {@link
 * SwarmRecord#workersNeeded} says.
 */
public final class MachineQuorum {

    private final SwarmRecord swarm;
    private final boolean masterFailed;
    private final long workersLeft;

    /**
     * @param failed the machines that cannot be used
     * @param workersLeft the number of workers that can be used
     */
    public MachineQuorum(SwarmRecord swarm, Collection<MachineRecord> failed, long workersLeft) {
        this.swarm = swarm;
        this.masterFailed = failed.stream().anyMatch(machine -> machine.role() == Role.MASTER);
        this.workersLeft = workersLeft;
    }

    /** Whether a swarm cannot do without any of the workers that are up. */
    public static boolean needsAllWorkers(SwarmRecord swarm) {
        return swarm.ready(Role.WORKER).size() <= swarm.workersNeeded();
    }

    public boolean isReached() {
        return !masterFailed && workersLeft >= swarm.workersNeeded();
    }

    /**
     * Warns that the swarm continues with fewer workers.
     *
     * @param reasons why the machines failed, as sentences
     * @throws BringUpException if the machines that are left are not enough
     */
    public void require(String reasons, @CheckForNull RuntimeException cause, Progress progress) {
        if (!isReached()) {
            throw new BringUpException(tooFew(reasons), cause);
        }
        progress.warning("Continuing with " + workersLeft + " of " + swarm.workersAsked() + " slaves. " + reasons);
    }

    /**
     * Returns the message for a swarm that cannot continue. The numbers are left out where every machine is needed.
     *
     * @param reasons why the machines failed, as sentences
     */
    public String tooFew(String reasons) {
        return masterFailed || swarm.workersNeeded() == swarm.workersAsked()
                ? reasons
                : "Only " + workersLeft + " of " + swarm.workersAsked() + " slaves can be used, and "
                        + swarm.workersNeeded() + " are needed. " + reasons;
    }
}
