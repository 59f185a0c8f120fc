package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadyCheckTest {

    @Test
    void theAnswerOfAMachineIsParsed() {
        ReadyCheck.Answer ready = ReadyCheck.Answer.parse("warning one\nnoise\nwarning two\nhome /home/ubuntu\n");
        assertThat(ready.isReady()).isTrue();
        assertThat(ready.home()).isEqualTo("/home/ubuntu");
        assertThat(ready.warnings()).containsExactly("one", "two");
        ReadyCheck.Answer waits = ReadyCheck.Answer.parse("wait cloud-init is still running\n");
        assertThat(waits.isReady()).isFalse();
        assertThat(waits.waitsFor()).isEqualTo("cloud-init is still running");
        ReadyCheck.Answer failed = ReadyCheck.Answer.parse("failed sudo asks for a password\n");
        assertThat(failed.isReady()).isFalse();
        assertThat(failed.failure()).isEqualTo("sudo asks for a password");
    }

    @Test
    void pausesGrowToTheirLimitAndDiffer() {
        Backoff backoff = new Backoff(Ec2Timing.DEFAULT);
        Duration first = backoff.next();
        assertThat(first).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
        for (int i = 0; i < 20; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isBetween(Duration.ofMillis(11_250), Duration.ofMillis(18_750));
        assertThat(backoff.next()).isNotEqualTo(backoff.next());
    }
}
