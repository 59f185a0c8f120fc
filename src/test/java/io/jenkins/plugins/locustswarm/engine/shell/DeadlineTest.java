package io.jenkins.plugins.locustswarm.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void theRemainingTimeEndsAtZero() throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMillis(50));
        assertThat(deadline.remaining()).isBetween(Duration.ZERO, Duration.ofMillis(50));
        while (!deadline.passed()) {
            deadline.pause(Duration.ofMillis(10));
        }
        assertThat(deadline.remaining()).isZero();
    }

    @Test
    void aPauseNeverLastsBeyondTheDeadline() throws InterruptedException {
        long before = System.nanoTime();
        Deadline.in(Duration.ofMillis(20)).pause(Duration.ofMinutes(5));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aDeadlineOfZeroHasPassed() {
        assertThat(Deadline.in(Duration.ZERO).passed()).isTrue();
        assertThat(Deadline.in(Duration.ofSeconds(-5)).passed()).isTrue();
    }
}
