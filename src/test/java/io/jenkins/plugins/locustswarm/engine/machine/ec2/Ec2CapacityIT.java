package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subnets and instance types without enough capacity. */
class Ec2CapacityIT {

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
    void aZoneWithCapacityForSomeIsUsedAndTheNextZoneForTheRest() throws InterruptedException {
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
    void fewerWorkersAreEnoughWhenThePlanAllowsIt() throws InterruptedException {
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
    void tooFewMachinesAreAnErrorThatNamesTheSubnetsWithoutCapacity() throws InterruptedException {
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
}
