package io.jenkins.plugins.locustswarm.benchmarks.engine.ec2;

import io.jenkins.plugins.locustswarm.benchmarks.run.Phases;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Provider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.FileKeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A swarm in the loopback cloud, brought up and taken down by the engine's provider; its record is on disk. */
public final class LoopbackSwarm implements AutoCloseable {

    private final RecordKeeper keeper;
    private final Ec2Provider provider;

    /** @param machines number of machines, including the master */
    public LoopbackSwarm(LoopbackCloud cloud, Ec2Settings settings, Path folder, int machines) {
        FileRecordStore store = new FileRecordStore(folder);
        Instant now = Instant.now();
        SwarmRecord record = SwarmRecord.planned(
                        "load", "ann", "controller-1", "ec2", Map.of(), now, now.plus(Duration.ofHours(1)))
                .withMasterAsked()
                .withWorkersAsked(machines - 1, machines - 1);
        keeper = new RecordKeeper(store, record);
        provider = new Ec2Provider(settings, cloud.access(), new FileKeyVault(store::folderOf), null);
    }

    public LoopbackSwarm up() throws InterruptedException {
        provider.create(keeper, Progress.SILENT);
        return this;
    }

    /** @param phases receives the progress messages of the engine */
    public void down(Consumer<String> phases) throws InterruptedException {
        provider.destroy(keeper, EnumSet.allOf(Role.class), new Phases(phases));
    }

    public SwarmRecord record() {
        return keeper.get();
    }

    public Shell connect(MachineRecord machine) throws InterruptedException {
        return provider.connect(keeper.get(), machine);
    }

    List<String> instanceIds() {
        return keeper.get().machines().stream().map(MachineRecord::id).toList();
    }

    @Override
    public void close() {
        provider.close();
    }
}
