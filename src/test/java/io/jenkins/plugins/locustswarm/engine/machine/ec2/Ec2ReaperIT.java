package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The reaper removes what is its own and over, and nothing else. */
class Ec2ReaperIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private Ec2Reaper reaper;

    @BeforeEach
    void makeReaper() {
        reaper = new Ec2Reaper(cloud.settings().build(), cloud.access());
    }

    @AfterEach
    void closeReaper() {
        reaper.close();
    }

    /** A swarm of a master that nobody will take down. */
    private CloudSwarm swarm(String name) throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(
                cloud, folder.resolve(name), name, 0, 0, cloud.settings().build())) {
            return swarm.create();
        }
    }

    private static Instant afterLease() {
        return Instant.now().plus(Duration.ofHours(2));
    }

    @Test
    void everySwarmIsListedWithAgeOwnerAndCost() throws InterruptedException {
        swarm("one");
        swarm("two");
        int before = cloud.calls().size();
        List<DiscoveredSwarm> found = reaper.list(Instant.now().plus(Duration.ofHours(10)));
        assertThat(cloud.calls().subList(before, cloud.calls().size()))
                .extracting(ApiCall::action)
                .containsExactly("DescribeInstances", "DescribeSecurityGroups", "DescribeKeyPairs");
        assertThat(found).extracting(DiscoveredSwarm::name).containsExactly("one", "two");
        assertThat(found).allSatisfy(swarm -> {
            assertThat(swarm.owner()).isEqualTo("ann");
            assertThat(swarm.controllerId()).isEqualTo(CloudSwarm.CONTROLLER);
            assertThat(swarm.age(Instant.now().plus(Duration.ofHours(10))).orElseThrow())
                    .isBetween(Duration.ofHours(10), Duration.ofHours(11));
            assertThat(swarm.cost().machineHours()).isBetween(10.0, 10.1);
            assertThat(swarm.cost().estimate()).isBetween(new BigDecimal("0.1040"), new BigDecimal("0.1060"));
            assertThat(swarm.everything()).hasSize(3);
        });
    }

    @Test
    void aSwarmIsRemovedOnlyWhenItsLeaseIsOver() throws InterruptedException {
        swarm("load");
        assertThat(reaper.reap(CloudSwarm.own(), Instant.now(), Progress.SILENT))
                .isEmpty();
        assertThat(cloud.left()).hasSize(3);
        assertThat(reaper.reapable(CloudSwarm.own(), afterLease())).hasSize(1);
        assertThat(cloud.left()).hasSize(3);
        assertThat(reaper.reap(CloudSwarm.own(), afterLease(), Progress.SILENT)).hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void anotherControllersSwarmIsListedAndNeverTouched() throws InterruptedException {
        swarm("load");
        assertThat(reaper.list(afterLease())).hasSize(1);
        assertThat(reaper.reap(CloudSwarm.ownOf("controller-2"), afterLease(), Progress.SILENT))
                .isEmpty();
        assertThat(cloud.left()).hasSize(3);
    }

    @Test
    void withoutALeaseOrASwarmsNameItIsNotOurs() throws InterruptedException {
        CloudSwarm noLease = swarm("one");
        CloudSwarm noName = swarm("two");
        for (String id : List.of(
                noLease.machine("master").id(),
                new Ec2Resources(noLease.record()).group().orElseThrow())) {
            cloud.direct()
                    .createTags(r -> r.resources(id)
                            .tags(Tag.builder()
                                    .key(SwarmTags.LEASE_END)
                                    .value("yesterday")
                                    .build()));
        }
        String pair = new Ec2Resources(noLease.record()).keyPair().orElseThrow();
        cloud.direct().deleteKeyPair(r -> r.keyName(pair));
        for (String id : List.of(
                noName.machine("master").id(),
                new Ec2Resources(noName.record()).group().orElseThrow())) {
            cloud.direct()
                    .deleteTags(r -> r.resources(id)
                            .tags(Tag.builder().key(SwarmTags.SWARM).build()));
        }
        String other = new Ec2Resources(noName.record()).keyPair().orElseThrow();
        cloud.direct().deleteKeyPair(r -> r.keyName(other));

        assertThat(reaper.list(afterLease())).hasSize(2);
        assertThat(reaper.reap(CloudSwarm.own(), afterLease(), Progress.SILENT)).isEmpty();
        assertThat(cloud.left()).hasSize(4);
    }

    @Test
    void theLatestLeaseThatAnyTagTellsCounts() throws InterruptedException {
        CloudSwarm swarm = swarm("load");
        cloud.direct()
                .createTags(r -> r.resources(swarm.machine("master").id())
                        .tags(SwarmTags.leaseEnd(Instant.now().plus(Duration.ofDays(1)))));
        assertThat(reaper.reap(CloudSwarm.own(), afterLease(), Progress.SILENT)).isEmpty();
        assertThat(cloud.left()).hasSize(3);
    }

    @Test
    void groupAndKeyOfARunThatCrashedBeforeItsLaunchAreRemoved() throws InterruptedException {
        cloud.faults().fail("RunInstances", 1, 400, "InvalidParameterValue");
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 1)) {
            assertThatThrownBy(swarm::create).isInstanceOf(BringUpException.class);
        }
        assertThat(cloud.left()).hasSize(2);
        assertThat(reaper.reap(CloudSwarm.own(), afterLease(), Progress.SILENT)).hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void oneThatCannotBeRemovedDoesNotKeepTheOthersAndIsNamed() throws InterruptedException {
        swarm("one");
        swarm("two");
        cloud.faults().fail("TerminateInstances", 1, 403, "UnauthorizedOperation");
        assertThatThrownBy(() -> reaper.reap(CloudSwarm.own(), afterLease(), Progress.SILENT))
                .isInstanceOfSatisfying(
                        MachinesLeftException.class, e -> assertThat(e.left()).hasSize(3))
                .hasMessageContaining("UnauthorizedOperation");
        assertThat(reaper.list(Instant.now())).extracting(DiscoveredSwarm::name).containsExactly("one");
        assertThat(reaper.reap(CloudSwarm.own(), afterLease(), Progress.SILENT)).hasSize(1);
        assertThat(cloud.left()).isEmpty();
    }
}
