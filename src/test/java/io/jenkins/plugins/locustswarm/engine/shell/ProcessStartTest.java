package io.jenkins.plugins.locustswarm.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProcessStartTest {

    private final AtomicInteger tries = new AtomicInteger();

    private Process start(int failures, String message) throws IOException {
        return ProcessStart.repeatedIfInterrupted(() -> {
            if (tries.incrementAndGet() <= failures) {
                throw new IOException(message);
            }
            return new ProcessBuilder("true").start();
        });
    }

    @Test
    void aStartThatAnInterruptEndedIsRepeated() throws Exception {
        String message = "Cannot run program \"setsid\": error=0, Failed to exec spawn helper: pid: 13444, signal: 2";
        assertThat(start(2, message).waitFor()).isZero();
        assertThat(tries).hasValue(3);
    }

    @Test
    void aHelperThatAlwaysDiesEndsTheAttempts() {
        assertThatThrownBy(() -> start(1000, "Failed to exec spawn helper: pid: 1, exit value: 1"))
                .hasMessageContaining("spawn helper");
        assertThat(tries).hasValue(10);
    }

    @Test
    void aProgramThatDoesNotExistIsNotTriedAgain() {
        assertThatThrownBy(() -> start(1, "Cannot run program \"setsid\": error=2, No such file or directory"))
                .isInstanceOf(IOException.class);
        assertThat(tries).hasValue(1);
    }
}
