package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Ec2CostTest {

    private static final Instant AT_ONE = Launches.NOON.plusSeconds(3600);

    private static SwarmRecord launched() {
        return FleetLaunch.assign(
                Launches.swarm(2),
                List.of(Launches.machine("i-1", 0), Launches.machine("i-2", 1), Launches.machine("i-3", 2)));
    }

    @Test
    void hoursTimesMachinesTimesPrice() {
        Cost cost = Ec2Cost.of(launched(), Ec2Settings.builder().build(), AT_ONE);
        assertThat(cost.machineHours()).isEqualTo(3.0);
        assertThat(cost.estimate()).isEqualTo(new BigDecimal("0.0312"));
        assertThat(cost.currency()).isEqualTo("USD");
        assertThat(cost.basis()).isEqualTo("on-demand list prices of us-east-1, November 2026");
    }

    @Test
    void whatAUserPaysGoesBeforeTheTable() {
        Ec2Settings settings = Ec2Settings.builder()
                .region("eu-central-1")
                .pricePerHour(new BigDecimal("0.5"))
                .build();
        assertThat(Ec2Cost.of(launched(), settings, AT_ONE).estimate()).isEqualTo("1.5000");
    }

    @Test
    void whereNoPriceIsKnownThereAreMachineHoursOnly() {
        for (Ec2Settings settings : List.of(
                Ec2Settings.builder().region("eu-central-1").build(),
                Ec2Settings.builder().spot(true).build())) {
            Cost cost = Ec2Cost.of(launched(), settings, AT_ONE);
            assertThat(cost.estimate()).isNull();
            assertThat(cost.currency()).isNull();
            assertThat(cost.machineHours()).isEqualTo(3.0);
            assertThat(cost.basis()).contains("price_per_hour");
        }
        assertThat(Ec2Cost.of(Map.of("x9.huge", 3600L), Ec2Settings.builder().build())
                        .estimate())
                .isNull();
    }

    @Test
    void machinesThatAreGoneGoOnCountingWithWhatTheyHad() {
        SwarmRecord swarm = launched();
        SwarmRecord later =
                MachineHours.ended(swarm, swarm.machines(Role.WORKER), AT_ONE).without(Role.WORKER);
        Instant atTwo = AT_ONE.plusSeconds(3600);
        assertThat(Ec2Cost.of(later, Ec2Settings.builder().build(), atTwo).machineHours())
                .isEqualTo(4.0);
        SwarmRecord gone = MachineHours.ended(later, later.machines(), atTwo).without(Role.MASTER);
        assertThat(Ec2Cost.of(gone, Ec2Settings.builder().build(), atTwo.plusSeconds(99999))
                        .machineHours())
                .isEqualTo(4.0);
        assertThat(gone.resources()).containsEntry(Ec2Resources.USED, "t3.micro=14400");
    }
}
