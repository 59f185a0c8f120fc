package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallPaceTest {

    @Test
    void afterFiveCallsTheNextOnesWaitHalfASecondEach() throws InterruptedException {
        CallPace pace = new CallPace();
        long begin = System.nanoTime();
        for (int i = 0; i < 7; i++) {
            pace.await();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }
}
