package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.Launches;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetLaunchTest {

    @Test
    void theFirstInstanceBecomesTheMaster() {
        SwarmRecord assigned =
                FleetLaunch.assign(Launches.swarm(2), List.of(Launches.machine("i-1", 0), Launches.machine("i-2", 1)));
        assertThat(assigned.machines()).extracting(MachineRecord::id).containsExactly("i-1", "i-2", null);
        assertThat(FleetLaunch.missing(assigned))
                .extracting(MachineRecord::name)
                .containsExactly("worker-2");
    }

    @Test
    void anInstanceThatHasARoleGetsNoSecondOne() {
        SwarmRecord assigned = FleetLaunch.assign(Launches.swarm(2), List.of(Launches.machine("i-1", 0)));
        SwarmRecord again =
                FleetLaunch.assign(assigned, List.of(Launches.machine("i-1", 0), Launches.machine("i-2", 1)));
        assertThat(again.machines()).extracting(MachineRecord::id).containsExactly("i-1", "i-2", null);
    }

    @Test
    void moreInstancesThanAskedForAreLeftWithoutARole() {
        SwarmRecord assigned =
                FleetLaunch.assign(Launches.swarm(0), List.of(Launches.machine("i-1", 0), Launches.machine("i-2", 1)));
        assertThat(assigned.machines()).extracting(MachineRecord::id).containsExactly("i-1");
    }

    @Test
    void rolesAreGivenInTheOrderOfTheLaunch() {
        assertThat(List.of(Launches.machine("i-a", 2), Launches.machine("i-b", 0), Launches.machine("i-c", 1)).stream()
                        .sorted(Ec2Machine.AS_LAUNCHED))
                .extracting(Ec2Machine::id)
                .containsExactly("i-b", "i-c", "i-a");
    }
}
