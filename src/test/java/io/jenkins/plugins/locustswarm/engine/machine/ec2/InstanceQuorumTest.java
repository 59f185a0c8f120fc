package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.BootFailure;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.FleetLaunch;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceQuorumTest {

    private static final BootFailure LATE = new BootFailure("worker-1", "not ready within 60 s (boot_deadline)");

    private final SwarmRecord launched =
            FleetLaunch.assign(Launches.swarm(1), List.of(Launches.machine("i-1", 0), Launches.machine("i-2", 1)));

    @Test
    void aMachineThatIsNeededAndDidNotComeUpIsNamedWithTheReason() {
        assertThatThrownBy(() -> InstanceQuorum.require(launched, List.of(LATE), List.of()))
                .isInstanceOf(BringUpException.class)
                .hasMessage("Not enough machines of swarm load came up."
                        + " worker-1: not ready within 60 s (boot_deadline).");
    }

    @Test
    void anImageThatTheMachinesWereLaunchedWithIsNamed() {
        SwarmRecord withImage = launched.withResource("ec2.images", "digest ami-base=ami-made");
        assertThatThrownBy(() -> InstanceQuorum.require(withImage, List.of(LATE), List.of()))
                .hasMessageEndingWith(
                        " The machines were launched with ami-made, which locust-swarm image or Jenkins has"
                                + " made. To launch without it, set use_images = false, or in Jenkins clear"
                                + " \"Use images\" in the profile.");
    }

    @Test
    void aLackOfCapacityIsNoFaultOfTheImage() {
        SwarmRecord withImage = Launches.swarm(1).withResource("ec2.images", "digest ami-base=ami-made");
        assertThatThrownBy(() -> InstanceQuorum.require(withImage, List.of(), List.of("t3.micro in subnet-1: none")))
                .hasMessageEndingWith("or try again later.");
    }

    @Test
    void machinesThatAreNotNeededMayBeMissing() {
        SwarmRecord enough = launched.withWorkersAsked(1, 0);
        assertThatCode(() -> InstanceQuorum.require(enough, List.of(LATE), List.of()))
                .doesNotThrowAnyException();
    }
}
