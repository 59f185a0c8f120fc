package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.benchmarks.run.Phases;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.RecordStore;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeSwarmTest {

    private static final int WORKERS = 1_250;
    private static final SimulatedTime TIME = new SimulatedTime(
            100,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            List.of(Duration.ZERO),
            List.of(Duration.ZERO),
            List.of(Duration.ZERO),
            List.of(Duration.ZERO));

    @TempDir
    Path folder;

    @Test
    void moreMachinesThanEc2TakesInOneCallComeUpAndGoDown() throws InterruptedException {
        SimulatedEc2 ec2 = new SimulatedEc2(TIME);
        Instant now = Instant.now();
        RecordKeeper keeper = new RecordKeeper(
                new InMemory(),
                SwarmRecord.planned("load", "ann", "c", "ec2", Map.of(), now, now.plus(Duration.ofHours(4)))
                        .withMasterAsked()
                        .withWorkersAsked(WORKERS, WORKERS));
        FileRecordStore keys = new FileRecordStore(folder);
        try (SimulatedProvider provider = new SimulatedProvider(ec2, TIME, new FileKeyVault(keys::folderOf))) {
            provider.create(keeper, new Phases(line -> {}));
            assertThat(keeper.get().machines())
                    .hasSize(1 + WORKERS)
                    .allMatch(machine -> machine.address() != null)
                    .extracting(MachineRecord::id)
                    .doesNotHaveDuplicates();

            provider.extendLease(keeper, now.plus(Duration.ofHours(5)));
            provider.destroy(keeper, EnumSet.allOf(Role.class), new Phases(line -> {}));
            assertThat(keeper.get().machines()).isEmpty();
            assertThat(ec2.left()).isEmpty();
        }
    }

    private static final class InMemory implements RecordStore {

        @Override
        public void save(SwarmRecord record) {}

        @Override
        public Optional<SwarmRecord> load(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public void delete(String name) {}
    }
}
