package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraArgumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--users",
                "--csv=elsewhere",
                "-u",
                "-t",
                "-u100",
                "-t5m",
                "-r0.5",
                "-P=1",
                "--reset-stats",
                "--headful",
                "--hatch-rate=5"
            })
    void aFlagThatTheSwarmSetsIsRefused(String argument) {
        assertThatThrownBy(() -> ExtraArguments.check(List.of("--tags", "a", argument)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the swarm sets it");
    }

    @ParameterizedTest
    @CsvSource({"--locustf, --locustfile", "--locust, --locustfile", "--mast, --master", "--work=1, --worker"})
    void aFlagThatLocustLooksForBeforeItLoadsTheLocustfileIsRefusedInAnySpelling(String argument, String ours) {
        String flag = argument.split("=")[0];
        assertThatThrownBy(() -> ExtraArguments.check(List.of(argument)))
                .hasMessageContaining(flag + ", which Locust reads as " + ours);
        assertThatThrownBy(() -> ExtraArguments.check(List.of("-filename"))).hasMessageContaining("The argument -f");
    }

    @Test
    void theBeginningOfAFlagIsDoubtfulSinceTheLocustfileMayDefineIt() {
        List<String> arguments = List.of("--user", "ann", "--run-t=5", "-user", "--headl", "--csvs", "-T", "--", "-");
        ExtraArguments.check(arguments);
        assertThat(ExtraArguments.doubtful(arguments)).containsExactly("--user", "--run-t", "-user", "--headl");
    }

    @Test
    void anArgumentThatNoProcessCanHaveIsRefused() {
        assertThatThrownBy(() -> ExtraArguments.check(List.of("a\0b")))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "An argument for Locust contains a NUL character, which no command accepts: a?b. Remove it.");
    }

    @Test
    void argumentsOfOthersAreNotDoubtful() {
        List<String> arguments =
                List.of("--tags", "a", "-T", "slow", "--exclude-tags", "b", "--username", "c", "MyUser");
        ExtraArguments.check(arguments);
        assertThat(ExtraArguments.doubtful(arguments)).isEmpty();
    }

    @Test
    void theRefusalNamesWhatWasTypedAndWhatItMeans() {
        assertThat(ExtraArguments.refusal("--run-t=5"))
                .hasMessageContaining("--run-t, which Locust reads as --run-time, cannot be passed to Locust");
    }
}
