package io.jenkins.plugins.locustswarm.engine.machine.ec2.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Launches;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.FleetLaunch;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Price;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        assertThat(cost.basis()).isEqualTo("On-Demand list prices of us-east-1, November 2026");
    }

    @Test
    void theUsersOwnPricePrecedesTheTable() {
        Ec2Settings settings = Ec2Settings.builder()
                .region("eu-central-1")
                .pricePerHour(new BigDecimal("0.5"))
                .build();
        assertThat(Ec2Cost.of(launched(), settings, AT_ONE).estimate()).isEqualTo("1.5000");
    }

    private static Cost withTable(Ec2Settings.Builder settings, Ec2Price... table) {
        return Ec2Cost.of(launched(), settings.prices(List.of(table)).build(), AT_ONE);
    }

    private static Ec2Price price(String region, String perHour) {
        return new Ec2Price(region, "t3.micro", new BigDecimal(perHour));
    }

    @Test
    void configuredPricesPrecedeListPricesAndARegionsPricePrecedesAGeneralOne() {
        Ec2Price everywhere = price(null, "0.5");
        Ec2Price there = price("eu-central-1", "0.25");
        Cost cost = withTable(Ec2Settings.builder().region("eu-central-1"), everywhere, there);
        assertThat(cost.estimate()).isEqualTo("0.7500");
        assertThat(cost.basis()).isEqualTo("the configured price table");
        assertThat(withTable(Ec2Settings.builder(), everywhere, there).estimate())
                .as("us-east-1")
                .isEqualTo("1.5000");
        assertThat(withTable(Ec2Settings.builder(), there).estimate()).isEqualTo("0.0312");
        Ec2Settings.Builder own = Ec2Settings.builder().pricePerHour(new BigDecimal("2"));
        assertThat(withTable(own, everywhere).estimate()).isEqualTo("6.0000");
        assertThat(withTable(Ec2Settings.builder().spot(true), everywhere).estimate())
                .as("a table tells of machines on demand")
                .isNull();
    }

    @Test
    void everySourceOfPricesIsNamed() {
        Ec2Price own = new Ec2Price(null, "x9.huge", BigDecimal.ONE);
        Ec2Settings settings = Ec2Settings.builder().prices(List.of(own)).build();
        assertThat(Ec2Cost.of(new TreeMap<>(Map.of("t3.micro", 3600L, "x9.huge", 3600L)), settings)
                        .basis())
                .isEqualTo("On-Demand list prices of us-east-1, November 2026; the configured price table");
    }

    @Test
    void anInvalidPriceIsRefused() {
        assertThatThrownBy(() -> price("Frankfurt", "1")).hasMessageStartingWith("The region is \"Frankfurt\"");
        assertThatThrownBy(() -> price(null, "-1")).hasMessageStartingWith("The price is -1");
        assertThatThrownBy(() -> new Ec2Price(null, "big", BigDecimal.ONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The instance type is \"big\"");
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
            assertThat(cost.basis()).startsWith("no price is configured for ").endsWith(" in " + settings.region());
        }
        assertThat(Ec2Cost.of(Map.of("x9.huge", 3600L), Ec2Settings.builder().build())
                        .estimate())
                .isNull();
    }

    @Test
    void machinesThatAreGoneStillCount() {
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
