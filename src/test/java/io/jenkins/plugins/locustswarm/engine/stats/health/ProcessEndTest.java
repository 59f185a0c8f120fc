package io.jenkins.plugins.locustswarm.engine.stats.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessEndTest {

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "128, false", "129, true", "137, true", "192, true", "193, false", "-9, true"})
    void aCodeWithTheNumberOfASignalMeansThatAProcessWasKilled(int code, boolean killed) {
        assertThat(new ProcessEnd(code).isKilled()).isEqualTo(killed);
        assertThat(new ProcessEnd(code).inWords())
                .isEqualTo("with exit code " + code + (killed ? " (the process was killed)" : ""));
    }

    @Test
    void aProcessWithoutAnExitCodeWasKilled() {
        assertThat(new ProcessEnd(null).inWords()).isEqualTo("without an exit code (the process was killed)");
    }
}
