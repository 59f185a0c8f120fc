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
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in EC2's API, and that a swarm comes up or goes away all the same. */
@Timeout(120)
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
        cloud.faults().unseenAfterLaunch(Duration.ofMillis(1500));
        // no patience for booting: create() gives up while EC2 does not show the machines yet
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.pace(cloud.settings().build().pace().withBoot(Duration.ofMillis(50)));
        try (CloudSwarm swarm = planned(1, 1, impatient)) {
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("does not show");
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
    void aLaunchWhoseReplyNeverCameIsFoundAgainByTheNextProcess() throws InterruptedException {
        cloud.faults().loseReply("RunInstances", 1000);
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.pace(cloud.settings().build().pace().withOutage(Duration.ofMillis(100)));
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
            assertThat(swarm.runOnAll("echo here")).containsExactly("here\n", "here\n", "here\n");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aLaunchWhoseReplyNeverCameIsTakenDownAlthoughTheRecordHasNoIds() throws InterruptedException {
        cloud.faults().loseReply("RunInstances", 1000).unseenAfterLaunch(Duration.ofMillis(1500));
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.pace(cloud.settings().build().pace().withOutage(Duration.ofMillis(100)));
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
        impatient.pace(cloud.settings().build().pace().withOutage(Duration.ofMillis(100)));
        int before = cloud.launched().size();
        try (CloudSwarm swarm = planned(1, 1, impatient)) {
            assertThatThrownBy(swarm::create).isInstanceOf(BringUpException.class);
        }
        cloud.faults().clear();
        cloud.faults().unseenAfterLaunch(Duration.ofDays(1));
        try (CloudSwarm swarm = CloudSwarm.found(cloud, folder, "load")) {
            swarm.keeper()
                    .update(record -> record.withLeaseEnds(record.leaseEnds().plusSeconds(600)));
            // the census does not show them, the token says that they exist; then EC2 catches up
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
    void withoutCapacityTheNextSubnetAndThenTheNextTypeIsTried() throws InterruptedException {
        List<String> subnets = cloud.subnets();
        cloud.faults().capacity("*", "t3.micro", 0).capacity(subnets.get(0), "t3a.micro", 0);
        try (CloudSwarm swarm = planned(2, 2, cloud.settings().subnetIds(List.of(subnets.get(0), subnets.get(1))))) {
            swarm.create();
            assertThat(calls("RunInstances"))
                    .extracting(call -> call.get("InstanceType") + " " + call.get("NetworkInterface.1.SubnetId"))
                    .startsWith("t3.micro " + subnets.get(0))
                    .endsWith("t3a.micro " + subnets.get(1))
                    .contains("t3.micro " + subnets.get(1), "t3a.micro " + subnets.get(0));
            assertThat(calls("RunInstances").stream()
                            .map(call -> call.get("ClientToken"))
                            .distinct())
                    .hasSize(4);
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aZoneThatHasRoomForSomeIsTakenAndTheRestComesFromTheNext() throws InterruptedException {
        cloud.faults().capacity(cloud.subnets().get(0), "*", 2);
        try (CloudSwarm swarm = planned(3, 3, cloud.settings().subnetIds(cloud.subnets()))) {
            swarm.create();
            assertThat(calls("RunInstances"))
                    .extracting(call -> call.get("MaxCount"))
                    .containsExactly("4", "2");
            assertThat(swarm.runOnAll("echo here")).hasSize(4).containsOnly("here\n");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void fewerWorkersAreEnoughWhenTheSwarmSaysSo() throws InterruptedException {
        cloud.faults().capacity("*", "*", 0).capacity(cloud.subnets().get(0), "t3.micro", 3);
        try (CloudSwarm swarm = planned(3, 2, cloud.settings())) {
            swarm.create();
            assertThat(swarm.record().machines(Role.WORKER))
                    .filteredOn(worker -> worker.address() != null)
                    .hasSize(2);
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void tooFewMachinesAreAnErrorThatSaysWhereThereWasNoRoom() throws InterruptedException {
        cloud.faults().capacity("*", "*", 0).capacity(cloud.subnets().get(0), "t3.micro", 2);
        try (CloudSwarm swarm = planned(3, 3, cloud.settings())) {
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("worker-3: not launched")
                    .hasMessageContaining("t3a.micro in " + cloud.subnets().get(1) + ": InsufficientInstanceCapacity")
                    .hasMessageContaining("ami_instance_type");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
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
    void lostRepliesToAllThatIsMadeAndDeletedDoNoHarm() throws InterruptedException {
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
    void whatIsGoneAlreadyIsASuccess() throws InterruptedException {
        try (CloudSwarm swarm = planned(1)) {
            swarm.create();
            cloud.reset();
            swarm.destroy();
            assertThat(swarm.record().machines()).isEmpty();
        }
    }

    @Test
    void aGroupThatIsStillUsedIsTriedAgainAndRulesAboutItAreRevoked() throws InterruptedException {
        try (CloudSwarm swarm = planned(0)) {
            swarm.create();
            String group = new Ec2Resources(swarm.record()).group().orElseThrow();
            String vpc = cloud.direct()
                    .describeSecurityGroups(r -> r.groupIds(group))
                    .securityGroups()
                    .get(0)
                    .vpcId();
            String mutual = cloud.direct()
                    .createSecurityGroup(r -> r.groupName("other-swarm")
                            .description("of another swarm")
                            .vpcId(vpc)
                            .tagSpecifications(SwarmTags.on(
                                    swarm.record(),
                                    software.amazon.awssdk.services.ec2.model.ResourceType.SECURITY_GROUP)))
                    .groupId();
            cloud.direct()
                    .authorizeSecurityGroupIngress(r -> r.groupId(mutual)
                            .ipPermissions(p -> p.ipProtocol("tcp")
                                    .fromPort(1)
                                    .toPort(2)
                                    .userIdGroupPairs(pair -> pair.groupId(group))));
            cloud.faults().fail("DeleteSecurityGroup", 2, 400, "DependencyViolation");

            swarm.destroy();

            assertThat(cloud.left()).containsExactly(mutual);
            assertThat(cloud.direct()
                            .describeSecurityGroups(r -> r.groupIds(mutual))
                            .securityGroups()
                            .get(0)
                            .ipPermissions())
                    .isEmpty();
        }
    }

    @Test
    void aGroupThatSomebodyGoesOnUsingIsNamed() throws InterruptedException {
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.pace(cloud.settings().build().pace().withTeardown(Duration.ofMillis(800)));
        try (CloudSwarm swarm = planned(0, 0, impatient)) {
            swarm.create();
            String group = new Ec2Resources(swarm.record()).group().orElseThrow();
            cloud.faults().fail("DeleteSecurityGroup", 1000, 400, "DependencyViolation");
            assertThatThrownBy(swarm::destroy)
                    .isInstanceOfSatisfying(
                            MachinesLeftException.class,
                            e -> assertThat(e.left()).containsExactly("security group " + group))
                    .hasMessageContaining("Left may be: security group " + group);
            cloud.faults().clear();
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void machinesThatCannotBeTakenDownAreNamedWithTheirEnd() throws InterruptedException {
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.pace(cloud.settings().build().pace().withOutage(Duration.ofMillis(200)));
        try (CloudSwarm swarm = planned(0, 0, impatient)) {
            swarm.create();
            String id = swarm.machine("master").id();
            cloud.faults().down(Duration.ofDays(1));
            assertThatThrownBy(swarm::destroy)
                    .isInstanceOfSatisfying(
                            MachinesLeftException.class,
                            e -> assertThat(e.left()).contains(id))
                    .hasMessageContaining("The machines end by themselves at "
                            + swarm.record().leaseEnds());
            cloud.faults().clear();
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aMissingPermissionIsAClearSentence() throws InterruptedException {
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

    @Test
    void twoSwarmsOfOneNameAndControllerAreNeverTakenForEachOther() throws InterruptedException {
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
