package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large swarm is as few calls as a small one, with machines about as slow as EC2's. */
class Ec2FleetIT {

    @TempDir
    private Path folder;

    @Test
    void aHundredMachinesComeUpAndGoDownInAtMost25Calls() throws InterruptedException {
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            cloud.machines().slowAsEc2();
            Ec2Settings settings = cloud.settings()
                    .timing(Ec2Timing.DEFAULT.withBoot(Duration.ofMinutes(4)))
                    .build();
            try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 99, 99, settings)) {
                swarm.create();
                assertThat(swarm.record().machines()).hasSize(100).allMatch(machine -> machine.address() != null);
                swarm.destroy();
            }
            assertThat(cloud.left()).isEmpty();
            List<String> actions = cloud.calls().stream().map(ApiCall::action).toList();
            assertThat(actions).hasSizeLessThanOrEqualTo(25);
            assertThat(actions).filteredOn("RunInstances"::equals).hasSize(1);
            System.out.println("100 machines up and down: " + actions.size() + " calls " + actions);
        }
    }
}
