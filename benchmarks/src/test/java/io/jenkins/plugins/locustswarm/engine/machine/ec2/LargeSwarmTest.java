package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedEc2;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedMachines;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedProvider;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedTime;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.FileKeyVault;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeSwarmTest {

    private static final int WORKERS = 1_250;
    private static final SimulatedTime TIME = SimulatedTime.withoutLatencies(100);

    @TempDir
    Path folder;

    @Test
    void moreMachinesThanEc2TakesInOneCallComeUpAndGoDown() throws InterruptedException {
        SimulatedEc2 ec2 = new SimulatedEc2(TIME);
        Instant now = Instant.now();
        FileRecordStore store = new FileRecordStore(folder);
        RecordKeeper keeper = new RecordKeeper(
                store,
                SwarmRecord.planned("load", "ann", "c", "ec2", Map.of(), now, now.plus(Duration.ofHours(4)))
                        .withMasterAsked()
                        .withWorkersAsked(WORKERS, WORKERS));
        try (SimulatedProvider provider = new SimulatedProvider(
                ec2,
                new SimulatedMachines(ec2, TIME),
                SimulatedProvider.settings(TIME).build(),
                new FileKeyVault(store::folderOf))) {
            provider.create(keeper, Progress.SILENT);
            assertThat(keeper.get().machines())
                    .hasSize(1 + WORKERS)
                    .allMatch(machine -> machine.address() != null)
                    .extracting(MachineRecord::id)
                    .doesNotHaveDuplicates();

            provider.extendLease(keeper, now.plus(Duration.ofHours(5)));
            provider.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
            assertThat(keeper.get().machines()).isEmpty();
            assertThat(ec2.left()).isEmpty();
            assertThat(ec2.leftoverResources()).isEmpty();
        }
    }
}
