package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapStateTest {

    private static BootstrapState ended(String facts) {
        return BootstrapState.parse("state:\nprocess=ended\nexit-code=0\n" + facts + "\n");
    }

    @Test
    void theFactsOfAMachineAreRead() {
        BootstrapState state = ended("python=3.12.3\ncpus=16");
        assertThat(state.cpus()).isEqualTo(16);
        assertThat(state.python()).isEqualTo("3.12.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpus=\npython=", "cpus=many\npython=<b>", "cpus=99999999999\npython=3 12", ""})
    void factsThatAMachineCouldNotFindOutAreUnknown(String facts) {
        BootstrapState state = ended(facts);
        assertThat(state.succeeded()).isTrue();
        assertThat(state.cpus()).isEqualTo(1);
        assertThat(state.python()).isNull();
    }

    @Test
    void whatComesBeforeTheStateIsNotPartOfIt() {
        BootstrapState state = BootstrapState.parse("late=yes\ndisk-full=yes\nstate:\nprocess=alive\n");
        assertThat(state.late()).isFalse();
        assertThat(state.diskFull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"123, 1230", "-900000000000000000, 0", "9223372036854775807, 10000000000"})
    void theElapsedTimeIsOneThatDeadlinesCanBeComputedFrom(String hundredths, long millis) {
        assertThat(BootstrapState.parse("process=alive\nhundredths=" + hundredths)
                        .elapsed())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"out=process=alive", "process=ended\nexit-code=", "process=alive\nhundredths="})
    void anAnswerWithoutAStateIsRefused(String answer) {
        assertThatThrownBy(() -> BootstrapState.parse(answer)).isInstanceOf(IllegalArgumentException.class);
    }
}
