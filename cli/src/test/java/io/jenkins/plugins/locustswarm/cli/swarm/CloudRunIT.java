package io.jenkins.plugins.locustswarm.cli.swarm;

import static io.jenkins.plugins.locustswarm.cli.fixture.WellRun.assertWentWell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Provider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.FileKeyVault;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on EC2: the API, SSH, the shipped bootstrap directory and real Locusts, all on loopback. */
class CloudRunIT {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final Path BOOTSTRAP = Path.of("..", "bootstrap");

    @Started
    private static Target target;

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    @BeforeEach
    void installLocust() throws InterruptedException {
        cloud.withLocust(LocustVenv.current());
    }

    private Ec2Provider provider() {
        return new Ec2Provider(
                cloud.settings().build(),
                cloud.access(),
                new FileKeyVault(new FileRecordStore(folder.resolve("swarms"))::folderOf),
                null);
    }

    private Swarm swarm(Ec2Provider provider) {
        FileRecordStore store = new FileRecordStore(folder.resolve("swarms"));
        Instant now = Instant.now();
        SwarmRecord record = store.load("load")
                .orElseGet(() -> SwarmRecord.planned(
                        "load", "ann", "controller-1", "ec2", Map.of(), now, now.plus(Duration.ofHours(1))));
        return new Swarm(new RecordKeeper(store, record), provider, Progress.SILENT);
    }

    private static SwarmPlan plan(Set<Role> roles, int workers, int needed) {
        return new SwarmPlan(roles, workers, needed, FolderSnapshot.of(BOOTSTRAP), Duration.ofMinutes(5));
    }

    @Test
    void aTestRunsFromTheLaunchToItsResultsAndNothingIsLeft() throws Exception {
        try (Ec2Provider provider = provider();
                Swarm swarm = swarm(provider)) {
            swarm.up(plan(ALL, 5, 5));
            swarm.run(target.plan("typical_load.py", 5).build(), ALL);
            swarm.await();
            RunSummary summary = swarm.collect(folder.resolve("results"));
            swarm.down(ALL);

            assertWentWell(summary);
            assertThat(summary.total().requests()).isGreaterThan(10);
            assertThat(folder.resolve("results").toFile().list())
                    .contains("locust_stats.csv", "master.log", "worker-1.log", "worker-5.log");
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void anotherProcessCollectsWhatAKilledOneStarted() throws Exception {
        try (Ec2Provider provider = provider();
                Swarm swarm = swarm(provider)) {
            swarm.up(plan(ALL, 1, 1));
            swarm.run(target.plan("typical_load.py", 5).build(), ALL);
        }
        try (Ec2Provider provider = provider();
                Swarm found = swarm(provider)) {
            found.await();
            assertThat(found.collect(folder.resolve("results")).total().requests())
                    .isGreaterThan(0);
            found.down(ALL);
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aWorkerOnWhichBootstrapFailsIsDoneWithout() throws Exception {
        cloud.machine(2).bootstrapFails();
        try (Ec2Provider provider = provider();
                Swarm swarm = swarm(provider)) {
            swarm.up(plan(ALL, 2, 1));
            swarm.run(target.plan("typical_load.py", 5).build(), ALL);
            swarm.await();
            assertThat(swarm.collect(folder.resolve("results")).total().requests())
                    .isGreaterThan(0);
            swarm.down(ALL);
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aFullDiskIsReportedAndNothingIsLeft() throws Exception {
        cloud.machine(1).disk("40k");
        try (Ec2Provider provider = provider();
                Swarm swarm = swarm(provider)) {
            assertThatThrownBy(() -> swarm.up(plan(ALL, 1, 1)))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("worker-1");
            swarm.down(ALL);
        }
        assertThat(cloud.left()).isEmpty();
    }
}
