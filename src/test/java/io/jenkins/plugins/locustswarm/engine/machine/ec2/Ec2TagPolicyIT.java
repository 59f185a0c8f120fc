package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Where a policy goes by tags, EC2 refuses to change what is gone, or so new that its tags do not show. */
class Ec2TagPolicyIT {

    private static final String GONE = "i-0123456789abcdef0";

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    @BeforeEach
    void goByTags() {
        cloud.faults().permitByTags();
    }

    private static void awaitVisible(CloudSwarm swarm) throws InterruptedException {
        Instant old = swarm.record()
                .createdAt()
                .plus(cloud.settings().build().timing().visible());
        Deadline deadline = Deadline.in(Duration.ofSeconds(30));
        while (Instant.now().isBefore(old) && !deadline.passed()) {
            deadline.pause(Duration.ofMillis(50));
        }
    }

    private static void refuse(String action, int times) {
        cloud.faults().fail(action, times, 403, "UnauthorizedOperation");
    }

    @Test
    void aSwarmComesUpIsExtendedAndGoesDown() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 1).create()) {
            swarm.provider()
                    .extendLease(swarm.keeper(), swarm.record().leaseEnds().plusSeconds(60));
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aSwarmWhoseKeyPairIsGoneAlreadyGoesDown() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create()) {
            String pair = new Ec2Resources(swarm.record()).keyPair().orElseThrow();
            cloud.direct().deleteKeyPair(r -> r.keyName(pair));
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aDeletionWhoseReplyIsLostIsNoFailure() throws InterruptedException {
        cloud.faults().loseReply("DeleteKeyPair", 1).loseReply("DeleteSecurityGroup", 1);
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create()) {
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aSwarmOfWhichAMachineIsLongGoneGoesDown() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 1).create()) {
            String worker = swarm.machine("worker-1").id();
            swarm.keeper().update(record -> record.withMachine("worker-1", known -> known.withId(GONE)));
            awaitVisible(swarm);
            swarm.destroy();
            assertThat(cloud.instance(worker).isEnded()).isTrue(); // found by its tag
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aMachineWhoseTagsWereRemovedIsNamedAsLeft() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create()) {
            String master = swarm.machine("master").id();
            cloud.direct()
                    .deleteTags(r -> r.resources(master)
                            .tags(Tag.builder().key(SwarmTags.ID).build()));
            assertThatThrownBy(swarm::destroy)
                    .isInstanceOf(MachinesLeftException.class)
                    .hasMessageContaining(master)
                    .hasMessageContaining("UnauthorizedOperation");
            assertThat(cloud.left()).contains(master);
        }
    }

    @Test
    void whatStaysRefusedIsNamedInBoundedTime() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create()) {
            refuse("DeleteKeyPair", 1000);
            String pair = new Ec2Resources(swarm.record()).keyPair().orElseThrow();
            assertThatThrownBy(swarm::destroy)
                    .isInstanceOf(MachinesLeftException.class)
                    .hasMessageContaining("key pair " + pair)
                    .hasMessageContaining("UnauthorizedOperation");
            cloud.faults().clear();
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aRefusalRightAfterACreationIsRetried() throws InterruptedException {
        refuse("AuthorizeSecurityGroupIngress", 2);
        // long enough to be recent still when the machine is up
        Ec2Timing timing = cloud.settings().build().timing();
        Ec2Settings.Builder patient = cloud.settings()
                .timing(new Ec2Timing(
                        timing.firstPoll(),
                        timing.maxPoll(),
                        Duration.ofMinutes(5),
                        timing.boot(),
                        timing.outage(),
                        timing.teardown()));
        try (CloudSwarm swarm =
                CloudSwarm.planned(cloud, folder, 0, 0, patient.build()).create()) {
            refuse("TerminateInstances", 2);
            refuse("DeleteKeyPair", 2);
            refuse("DeleteSecurityGroup", 2);
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aLeaseIsExtendedAlsoWhenAMachineIsLongGone() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(
                        cloud, folder, 1, 1, cloud.settings().build())
                .create()) {
            swarm.keeper().update(record -> record.withMachine("worker-1", known -> known.withId(GONE)));
            Instant later = swarm.record().leaseEnds().plusSeconds(600);
            assertThatCode(() -> swarm.provider().extendLease(swarm.keeper(), later))
                    .doesNotThrowAnyException();
            assertThat(cloud.direct()
                            .describeTags(r -> r.filters(
                                    f -> f.name("resource-id")
                                            .values(swarm.machine("master").id()),
                                    f -> f.name("key").values(SwarmTags.LEASE_END)))
                            .tags())
                    .singleElement()
                    .satisfies(tag -> assertThat(tag.value()).isEqualTo(later.toString()));
            swarm.destroy();
        }
    }

    @Test
    void aReaperWhoseKeyPairIsGoneMeanwhileGoesOn() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create();
                Ec2Reaper reaper = new Ec2Reaper(cloud.settings().build(), cloud.access())) {
            String pair = new Ec2Resources(swarm.record()).keyPair().orElseThrow();
            cloud.faults().onCall(call -> {
                if (call.action().equals("DeleteKeyPair")) {
                    cloud.direct().deleteKeyPair(r -> r.keyName(pair));
                }
            });
            assertThat(reaper.reap(CloudSwarm.own(), Instant.now().plus(Duration.ofHours(2)), Progress.SILENT))
                    .hasSize(1);
        }
        assertThat(cloud.left()).isEmpty();
    }
}
