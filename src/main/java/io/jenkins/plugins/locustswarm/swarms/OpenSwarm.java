package io.jenkins.plugins.locustswarm.swarms;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A swarm with connections to its machines. Closing it disconnects and leaves the machines as they are. */
@Restricted(NoExternalUse.class)
public final class OpenSwarm implements AutoCloseable {

    private final RecordKeeper keeper;
    private final MachineProvider provider;
    private final Swarm swarm;

    OpenSwarm(RecordKeeper keeper, MachineProvider provider, Progress progress) {
        this.keeper = keeper;
        this.provider = provider;
        this.swarm = new Swarm(keeper, provider, progress);
    }

    public Swarm swarm() {
        return swarm;
    }

    public MachineProvider provider() {
        return provider;
    }

    public SwarmRecord record() {
        return keeper.get();
    }

    /** Extends the lease of the machines; a lease that ends later is kept. */
    public void extendLease(Instant end) throws InterruptedException {
        provider.extendLease(keeper, end);
    }

    @Override
    public void close() {
        swarm.close();
        provider.close();
    }
}
