package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.terminal.ProgressDisplay;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;

/** A swarm that a command works on, with the provider and the progress display that are closed with it. */
final class SwarmSession implements AutoCloseable {

    private final RecordKeeper keeper;
    private final MachineProvider provider;
    private final ProgressDisplay progress;
    private final Swarm swarm;

    /** @param provider closed with this session */
    SwarmSession(RecordKeeper keeper, MachineProvider provider, ProgressDisplay progress) {
        this.keeper = keeper;
        this.provider = provider;
        this.progress = progress;
        this.swarm = new Swarm(keeper, provider, progress);
    }

    Swarm swarm() {
        return swarm;
    }

    RecordKeeper keeper() {
        return keeper;
    }

    MachineProvider provider() {
        return provider;
    }

    Progress progress() {
        return progress;
    }

    /** Clears the progress that changes on the screen, before other output. */
    void endProgress() {
        progress.close();
    }

    @Override
    public void close() {
        progress.close();
        swarm.close();
        provider.close();
    }
}
