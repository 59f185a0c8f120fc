package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BootstrapPaceTest {

    private static final int AT_ONCE = 64;

    @Test
    void fewMachinesAreFollowedWithoutAPause() {
        BootstrapPace pace = new BootstrapPace(AT_ONCE, AT_ONCE);
        pace.recordStillRunning();
        assertThat(pace.waitOnMachine()).isEqualTo(BootstrapPace.FOLLOWING);
        assertThat(pace.untilLook(seconds(100), Duration.ZERO, false)).isZero();
    }

    @Test
    void theFirstOfManyMachinesWaitUntilOneTakesLong() {
        BootstrapPace pace = new BootstrapPace(1000, AT_ONCE);
        assertThat(pace.waitOnMachine()).isPositive().isLessThan(seconds(1));
        pace.recordStillRunning();
        assertThat(pace.waitOnMachine()).isZero();
    }

    @Test
    void theFirstOfManyMachinesArePolledOften() {
        BootstrapPace pace = new BootstrapPace(1000, AT_ONCE);
        assertThat(pace.takeScoutSlot()).isTrue();
        assertThat(pace.untilLook(seconds(100), Duration.ZERO, true)).isEqualTo(seconds(2));
        assertThat(pace.untilLook(seconds(100), seconds(1), true)).isEqualTo(seconds(1));
        assertThat(pace.untilLook(seconds(100), Duration.ZERO, false)).isEqualTo(seconds(20));
        for (int i = 0; i < 20; i++) {
            pace.takeScoutSlot();
        }
        assertThat(pace.takeScoutSlot()).isFalse();
    }

    @Test
    void otherMachinesArePolledWhenBootstrapShouldHaveEnded() {
        BootstrapPace pace = new BootstrapPace(1000, AT_ONCE);
        pace.recordSuccess(seconds(14));
        pace.recordSuccess(seconds(16));
        assertThat(pace.untilLook(seconds(5), seconds(1), false)).isEqualTo(seconds(9));
        assertThat(pace.untilLook(seconds(5), seconds(30), false)).isZero();
        assertThat(pace.untilLook(seconds(16), Duration.ZERO, false)).isEqualTo(seconds(2));
    }

    @Test
    void aMachineThatReportsAWrongTimeDoesNotDelayTheOthers() {
        BootstrapPace pace = new BootstrapPace(1000, AT_ONCE);
        pace.recordSuccess(Duration.ofDays(100));
        assertThat(pace.untilLook(seconds(5), Duration.ZERO, false)).isEqualTo(seconds(40));
    }

    @Test
    void theLastOfManyMachinesAreFollowed() {
        BootstrapPace pace = new BootstrapPace(AT_ONCE + 1, AT_ONCE);
        assertThat(pace.untilLook(seconds(8), Duration.ZERO, true)).isPositive();
        pace.remove();
        assertThat(pace.untilLook(seconds(8), Duration.ZERO, true)).isZero();
        assertThat(pace.waitOnMachine()).isEqualTo(BootstrapPace.FOLLOWING);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
