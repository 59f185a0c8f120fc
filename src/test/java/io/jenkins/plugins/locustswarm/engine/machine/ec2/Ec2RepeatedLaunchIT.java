package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launch that is repeated finds the instances that exist already. */
class Ec2RepeatedLaunchIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private CloudSwarm planned(int workers, int needed, Ec2Settings.Builder settings) {
        return CloudSwarm.planned(cloud, folder, workers, needed, settings.build());
    }

    private List<ApiCall> calls(String action) {
        return cloud.calls().stream()
                .filter(call -> call.action().equals(action))
                .toList();
    }

    @Test
    void aLaunchWhoseReplyNeverCameIsFoundAgainByTheNextProcess() throws InterruptedException {
        cloud.faults().loseReply("RunInstances", 1000);
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.timing(cloud.settings().build().timing().withOutage(Duration.ofMillis(100)));
        int before = cloud.launched().size();
        try (CloudSwarm swarm = planned(2, 2, impatient)) {
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("launch 3 x");
            assertThat(swarm.record().machines()).allMatch(machine -> machine.id() == null);
        }
        cloud.faults().clear();
        try (CloudSwarm swarm = CloudSwarm.found(cloud, folder, "load")) {
            swarm.create();
            assertThat(cloud.launched()).hasSize(before + 3);
            assertThat(new Ec2Resources(swarm.record()).launches()).isEmpty();
            assertThat(swarm.runOnAll("echo here")).containsExactly("here\n", "here\n", "here\n");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aLaunchWhoseReplyNeverCameIsTakenDownAlthoughTheRecordHasNoIds() throws InterruptedException {
        cloud.faults().loseReply("RunInstances", 1000).unseenAfterLaunch(Duration.ofMillis(1500));
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.timing(cloud.settings().build().timing().withOutage(Duration.ofMillis(100)));
        try (CloudSwarm swarm = planned(1, 1, impatient)) {
            assertThatThrownBy(swarm::create).isInstanceOf(BringUpException.class);
            assertThat(cloud.left()).hasSize(2 + 2);
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aLaunchThatIsRepeatedWithAnotherLeaseIsFoundByItsTag() throws InterruptedException {
        cloud.faults().loseReply("RunInstances", 1000);
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.timing(cloud.settings().build().timing().withOutage(Duration.ofMillis(100)));
        int before = cloud.launched().size();
        try (CloudSwarm swarm = planned(1, 1, impatient)) {
            assertThatThrownBy(swarm::create).isInstanceOf(BringUpException.class);
        }
        cloud.faults().clear();
        cloud.faults().unseenAfterLaunch(Duration.ofDays(1));
        try (CloudSwarm swarm = CloudSwarm.found(cloud, folder, "load")) {
            swarm.keeper()
                    .update(record -> record.withLeaseEnds(record.leaseEnds().plusSeconds(600)));
            // DescribeInstances does not show them, but the token tells EC2 that they exist; then it shows them
            cloud.faults().onCall(call -> {
                if (call.action().equals("RunInstances")) {
                    cloud.faults().unseenAfterLaunch(Duration.ZERO);
                }
            });
            swarm.create();
            assertThat(cloud.launched()).hasSize(before + 2);
            assertThat(calls("RunInstances")
                            .get(calls("RunInstances").size() - 1)
                            .get("ClientToken"))
                    .isEqualTo(calls("RunInstances").get(0).get("ClientToken"));
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void twoSwarmsOfOneNameAndControllerAreKeptApart() throws InterruptedException {
        try (CloudSwarm one = CloudSwarm.planned(
                        cloud,
                        folder.resolve("one"),
                        "load",
                        1,
                        1,
                        cloud.settings().build());
                CloudSwarm two = CloudSwarm.planned(
                        cloud,
                        folder.resolve("two"),
                        "load",
                        1,
                        1,
                        cloud.settings().build())) {
            one.create();
            two.create();
            one.destroy();
            assertThat(two.runOnAll("echo here")).containsExactly("here\n", "here\n");
            assertThat(cloud.left()).hasSize(2 + 2);
            two.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }
}
