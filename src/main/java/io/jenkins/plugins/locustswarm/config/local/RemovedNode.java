package io.jenkins.plugins.locustswarm.config.local;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.local.LocalProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.time.Instant;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The provider of local machines whose node was removed from Jenkins, as cloud agents are after their work. They cannot
 * be reached any more; a run on them ends by its own clock.
 */
@Restricted(NoExternalUse.class)
public final class RemovedNode implements MachineProvider {

    private final String node;

    public RemovedNode(String node) {
        this.node = node;
    }

    @Override
    public String name() {
        return LocalProvider.NAME;
    }

    @Override
    public void create(RecordKeeper keeper, Progress progress) {
        throw isGone();
    }

    private BringUpException isGone() {
        return new BringUpException("The node " + node + ", which ran the swarm, was removed from Jenkins.");
    }

    @Override
    public Shell connect(SwarmRecord swarm, MachineRecord machine) {
        throw isGone();
    }

    @Override
    public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) {
        progress.warning("The node " + node + " was removed from Jenkins, and the local machines of swarm "
                + keeper.get().name() + " with it.");
        roles.forEach(role -> keeper.updateAnyway(record -> record.without(role)));
    }

    @Override
    public void extendLease(RecordKeeper keeper, Instant end) {
        throw isGone();
    }

    @Override
    public boolean bootstrapsAsRoot() {
        return false;
    }

    @Override
    public int masterPort(MachineRecord master, Shell shell) {
        throw isGone();
    }

    @Override
    public void close() {
        // keeps nothing open
    }
}
