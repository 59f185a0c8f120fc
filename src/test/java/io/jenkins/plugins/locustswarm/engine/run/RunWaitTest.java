package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunWaitTest {

    @Test
    void pollsOfARunThatHasNotBegunBecomeRarer() {
        RunWait wait = new RunWait();
        List<Long> pauses = Stream.generate(wait::pauseBeforeLoad)
                .limit(5)
                .map(Duration::toMillis)
                .toList();
        assertThat(pauses).containsExactly(300L, 600L, 1200L, 2000L, 2000L);
    }

    @Test
    void workersAreNotCheckedInTheFirstSeconds() {
        assertThat(new RunWait().isTimeToCheckWorkers()).isFalse();
    }
}
