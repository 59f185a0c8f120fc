package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of the EC2 API that fail or get lost while a swarm comes up. */
class Ec2TroubleIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private CloudSwarm planned(int workers) {
        return CloudSwarm.planned(cloud, folder, workers);
    }

    private CloudSwarm planned(int workers, int needed, Ec2Settings.Builder settings) {
        return CloudSwarm.planned(cloud, folder, workers, needed, settings.build());
    }

    private void comesUpAndGoes(int workers) throws InterruptedException {
        try (CloudSwarm swarm = planned(workers)) {
            swarm.create();
            assertThat(swarm.record().machines()).allMatch(machine -> machine.address() != null);
            assertThat(cloud.launched().stream()
                            .filter(one -> swarm.record().machines().stream()
                                    .anyMatch(machine -> machine.id().equals(one.id()))))
                    .hasSize(workers + 1);
            assertThat(cloud.left()).hasSize(workers + 1 + 2);
            swarm.destroy();
            assertThat(cloud.left()).isEmpty();
        }
    }

    private List<ApiCall> calls(String action) {
        return cloud.calls().stream()
                .filter(call -> call.action().equals(action))
                .toList();
    }

    @Test
    void instancesThatAreUnknownRightAfterTheirLaunchAreWaitedFor() throws InterruptedException {
        cloud.faults().unseenAfterLaunch(Duration.ofMillis(900));
        comesUpAndGoes(1);
    }

    @Test
    void instancesThatAreStillUnknownWhenTheyAreTakenDownAreTakenDown() throws InterruptedException {
        cloud.faults().unseenAfterLaunch(Duration.ofDays(1));
        // no patience for booting: create() gives up while EC2 does not show the machines yet
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 1, 1, Duration.ofMillis(50))) {
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("does not show");
            AtomicInteger calls = new AtomicInteger();
            cloud.faults().onCall(call -> {
                if (calls.incrementAndGet() == 3) {
                    cloud.faults().unseenAfterLaunch(Duration.ZERO);
                }
            });
            swarm.destroy();
            assertThat(cloud.left()).isEmpty();
        }
    }

    @Test
    void aLostReplyToALaunchLaunchesNothingTwice() throws InterruptedException {
        cloud.faults().loseReply("RunInstances", 1);
        int before = cloud.launched().size();
        comesUpAndGoes(2);
        assertThat(cloud.launched()).hasSize(before + 3);
        assertThat(calls("RunInstances"))
                .hasSize(2)
                .extracting(call -> call.get("ClientToken"))
                .containsOnly(calls("RunInstances").get(0).get("ClientToken"));
    }

    @Test
    void throttlingOnlyTakesTime() throws InterruptedException {
        cloud.faults().throttle(4);
        comesUpAndGoes(1);
    }

    @Test
    void aGroupAndAKeyThatAreNotKnownYetAreWaitedFor() throws InterruptedException {
        cloud.faults()
                .fail("RunInstances", 1, 400, "InvalidGroup.NotFound")
                .fail("RunInstances", 2, 400, "InvalidKeyPair.NotFound")
                .fail("AuthorizeSecurityGroupIngress", 1, 400, "InvalidGroup.NotFound");
        comesUpAndGoes(0);
        assertThat(calls("RunInstances")).hasSize(4);
    }

    @Test
    void lostRepliesToCallsThatCreateOrDeleteDoNoHarm() throws InterruptedException {
        for (String action : List.of(
                "ImportKeyPair",
                "CreateSecurityGroup",
                "AuthorizeSecurityGroupIngress",
                "TerminateInstances",
                "DeleteKeyPair",
                "DeleteSecurityGroup")) {
            cloud.faults().loseReply(action, 1);
        }
        comesUpAndGoes(1);
    }

    @Test
    void anOutageOnlyTakesTime() throws InterruptedException {
        cloud.faults().down(Duration.ofSeconds(4));
        try (CloudSwarm swarm = planned(0)) {
            swarm.create();
            cloud.faults().down(Duration.ofSeconds(4));
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aMissingPermissionIsNamed() throws InterruptedException {
        cloud.faults().fail("RunInstances", 1, 403, "UnauthorizedOperation");
        try (CloudSwarm swarm = planned(0)) {
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("EC2 in region us-east-1 could not launch 1 x t3.micro")
                    .hasMessageContaining("(UnauthorizedOperation)")
                    .hasMessageContaining("docs/aws.md");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }
}
