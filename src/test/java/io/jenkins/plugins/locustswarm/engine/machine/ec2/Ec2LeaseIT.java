package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** A lease only ever moves later: in the record, in EC2's tags, and on the machines. */
class Ec2LeaseIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    /** A swarm of a master with the user's own key pair, which carries no tag of the swarm. */
    private CloudSwarm withOwnKeyPair() throws Exception {
        SshKeys.Pair pair = SshKeys.ed25519(folder);
        cloud.importKeyPair("mine", pair.publicLine());
        Ec2Settings settings = cloud.settings().keyName("mine").build();
        return CloudSwarm.withKey(
                        cloud, folder.resolve("swarms"), settings, SshKey.parse(pair.privateText(), null, "the key"))
                .create();
    }

    /** What the tags of the machine and of the security group say. */
    private static List<Instant> tagged(CloudSwarm swarm) {
        List<String> ids = List.of(
                swarm.machine("master").id(),
                new Ec2Resources(swarm.record()).group().orElseThrow());
        return cloud
                .direct()
                .describeTags(r -> r.filters(
                        f -> f.name("resource-id").values(ids),
                        f -> f.name("key").values(SwarmTags.LEASE_END)))
                .tags()
                .stream()
                .map(TagDescription::value)
                .map(Instant::parse)
                .toList();
    }

    @Test
    void noSequenceOfExtensionsEverShortensALease() throws Exception {
        long seed = 20261128;
        Random random = new Random(seed);
        try (CloudSwarm swarm = withOwnKeyPair()) {
            Instant latest = swarm.record().leaseEnds();
            for (int i = 0; i < 8; i++) {
                Instant asked = Instant.now()
                        .plus(Duration.ofMinutes(random.nextInt(600) - 30))
                        .truncatedTo(ChronoUnit.SECONDS);
                latest = latest.isBefore(asked) ? asked : latest;
                swarm.provider().extendLease(swarm.keeper(), asked);
                assertThat(swarm.record().leaseEnds())
                        .as("record, seed " + seed)
                        .isEqualTo(latest);
                assertThat(tagged(swarm)).as("tags, seed " + seed).containsExactly(latest, latest);
            }
            swarm.destroy();
        }
    }

    @Test
    void anExtensionThatFailedHalfWayIsNotTakenBackByAShorterOne() throws Exception {
        try (CloudSwarm swarm = withOwnKeyPair()) {
            Instant before = swarm.record().leaseEnds();
            Instant late = before.plus(Duration.ofHours(5));
            String timer = "/opt/locust-swarm";
            assertThat(swarm.run("master", "sudo sh -c 'mv " + timer + " /opt/kept; touch " + timer + "'")
                            .exitCode())
                    .isZero();
            assertThatThrownBy(() -> swarm.provider().extendLease(swarm.keeper(), late))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("could not be extended: master");
            assertThat(tagged(swarm)).containsExactly(late, late);
            assertThat(swarm.record().leaseEnds()).isEqualTo(before);
            swarm.run("master", "sudo sh -c 'rm " + timer + "; mv /opt/kept " + timer + "'");

            Instant sooner = before.plus(Duration.ofHours(1));
            swarm.provider().extendLease(swarm.keeper(), sooner);
            assertThat(swarm.record().leaseEnds()).isEqualTo(sooner);
            assertThat(tagged(swarm)).containsExactly(late, late);
            swarm.destroy();
        }
    }

    @Test
    void aSwarmWhoseRecordHasALaterLeaseThanItsTagsIsNotReaped() throws Exception {
        try (CloudSwarm swarm = withOwnKeyPair();
                Ec2Reaper reaper = new Ec2Reaper(cloud.settings().build(), cloud.access())) {
            Instant afterTags = swarm.record().leaseEnds().plusSeconds(60);
            swarm.keeper().update(record -> record.withLeaseExtendedTo(afterTags.plusSeconds(600)));
            assertThat(reaper.reapable(CloudSwarm.ownOf(CloudSwarm.CONTROLLER, swarm.record()), afterTags))
                    .isEmpty();
            assertThat(reaper.reap(CloudSwarm.ownOf(CloudSwarm.CONTROLLER, swarm.record()), afterTags, Progress.SILENT))
                    .isEmpty();
            assertThat(cloud.left()).hasSize(3);
            assertThat(reaper.reapable(CloudSwarm.own(), afterTags)).hasSize(1);
            swarm.destroy();
        }
    }
}
