package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.Launches;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Spread;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LaunchPoolTest {

    private static final LaunchPool A = new LaunchPool("c5.large", "subnet-a");
    private static final LaunchPool B = new LaunchPool("c5.large", "subnet-b");
    private static final LaunchPool M5_A = new LaunchPool("m5.large", "subnet-a");
    private static final LaunchPool M5_B = new LaunchPool("m5.large", "subnet-b");

    private static List<List<LaunchPool>> inOrder(Spread spread) {
        Ec2Settings settings = Ec2Settings.builder()
                .instanceTypes(List.of("c5.large", "m5.large"))
                .spread(spread)
                .build();
        return LaunchPool.inOrder(settings, new Subnets("vpc-1", List.of("subnet-a", "subnet-b"), "10.0.0.0"));
    }

    private static Stream<String> texts(List<LaunchAttempt> attempts) {
        return attempts.stream().map(attempt -> attempt.count() + " x " + LaunchPool.of(attempt));
    }

    @Test
    void withoutASpreadTheSubnetsOfATypeAreTriedInTurnAndThenTheNextType() {
        assertThat(inOrder(Spread.NONE)).containsExactly(List.of(A), List.of(B), List.of(M5_A), List.of(M5_B));
    }

    @Test
    void machinesAreSpreadOverTheZonesAndTheNextTypeIsTriedAfterAllOfThem() {
        assertThat(inOrder(Spread.ZONES)).containsExactly(List.of(A, B), List.of(M5_A, M5_B));
    }

    @Test
    void machinesAreSpreadOverZonesAndTypes() {
        assertThat(inOrder(Spread.ZONES_AND_TYPES)).containsExactly(List.of(A, B, M5_A, M5_B));
    }

    @Test
    void eachCallLaunchesAtMostAHundred() {
        assertThat(texts(LaunchPool.attempts(201, List.of(A), Launches.NOON)))
                .containsExactly(
                        "100 x c5.large in subnet-a", "100 x c5.large in subnet-a", "1 x c5.large in subnet-a");
    }

    @Test
    void theSharesOfThePoolsDifferByOneAtMost() {
        assertThat(texts(LaunchPool.attempts(5, List.of(A, B, M5_A), Launches.NOON)))
                .containsExactly("2 x c5.large in subnet-a", "2 x c5.large in subnet-b", "1 x m5.large in subnet-a");
    }

    @Test
    void fewerMachinesThanPoolsUseTheFirstOnes() {
        assertThat(texts(LaunchPool.attempts(1, List.of(A, B), Launches.NOON)))
                .containsExactly("1 x c5.large in subnet-a");
    }
}
