package io.jenkins.plugins.locustswarm.engine.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunProgressTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theTimeLeftDecreasesAndIsNeverNegative() {
        assertThat(after(Duration.ofSeconds(20), MINUTE).left()).isEqualTo(Duration.ofSeconds(40));
        assertThat(after(Duration.ofSeconds(70), MINUTE).left()).isZero();
    }

    @Test
    void aRunUntilItIsStoppedHasNoTimeLeft() {
        assertThat(after(MINUTE, null).left()).isNull();
    }

    @Test
    void theWholeRunTimeIsLeftWhileTheMasterWaits() {
        assertThat(RunProgress.waiting(MINUTE, 1, 2).left()).isEqualTo(MINUTE);
        assertThat(RunProgress.waiting(MINUTE, 1, 2).users()).isZero();
    }

    private static RunProgress after(Duration elapsed, Duration runTime) {
        return new RunProgress(elapsed, runTime, 10, 5.5, 120.0, 100, 1, 2, 2);
    }
}
