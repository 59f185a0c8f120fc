package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunPlanTest {

    @ParameterizedTest
    @CsvSource({"90, 90", "90s, 90", "10m, 600", "2h, 7200", "1h30m, 5400", "1h20m10s, 4810", "' 5s ', 5"})
    void aRunTimeIsReadAsLocustReadsIt(String text, long seconds) {
        assertThat(RunTime.parse(text)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "0s", "-5", "5 m", "1m1h", "1d", "ten", "1.5h", "99999999", "8000h", "5s; id", "h"})
    void aRunTimeThatLocustWouldNotTakeIsRefused(String text) {
        assertThatThrownBy(() -> RunTime.parse(text)).isInstanceOf(BadInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "https://a.example:8443/base", "HTTP://10.0.0.1", "http://[::1]:80"})
    void aHostIsAWebAddress(String url) {
        assertThatCode(() -> RunPlan.of("x.py").host(url).build()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.example", "//a", "ftp://a", "http://", "http:// a", "http://a b", "file:///x"})
    void aHostThatIsNoWebAddressIsRefused(String url) {
        assertThatThrownBy(() -> RunPlan.of("x.py").host(url).build())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is no URL");
    }

    @Test
    void aPasswordInAHostIsRefusedAndNotShown() {
        assertThatThrownBy(() -> RunPlan.of("x.py")
                        .host("https://ann:hunter2@stage.example.com")
                        .build())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("The host holds a user name or a password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aFileThatLocustWouldTakeForSeveralIsRefused() {
        assertRefused(RunPlan.of("a,b.py"), "has a comma in its name");
    }

    @Test
    void aPasswordInAHostThatIsNoUrlIsNotShown() {
        assertThatThrownBy(
                        () -> RunPlan.of("x.py").host("http://ann:hunter2@ a").build())
                .hasMessageContaining("is no URL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void numbersThatNobodyCanMeanAreRefused() {
        assertRefused(RunPlan.of("x.py").users(0), "0 users");
        assertRefused(RunPlan.of("x.py").users(2_000_000_000), "users cannot be run");
        assertRefused(RunPlan.of("x.py").spawnRate(0.0), "spawn rate");
        assertRefused(RunPlan.of("x.py").spawnRate(Double.NaN), "spawn rate");
        assertRefused(RunPlan.of("x.py").runTime(Duration.ZERO), "run time");
        assertRefused(RunPlan.of("x.py").stopTimeout(Duration.ofSeconds(-1)), "stop timeout");
        assertRefused(RunPlan.of("x.py").processes(0), "worker processes");
        assertRefused(RunPlan.of("x.py").webPort(70_000), "70000 is no port");
        assertRefused(RunPlan.of("x.py").workersWait(Duration.ZERO), "wait");
        assertRefused(RunPlan.of(" "), "No locustfile");
    }

    @Test
    void aVariableNeedsANameThatShellsTake() {
        assertRefused(RunPlan.of("x.py").environment("A=B; id", "1"), "is no name of an environment variable");
        assertRefused(RunPlan.of("x.py").environment("A", "1\0"), "NUL");
        assertRefused(RunPlan.of("x.py").environment("UID", "0"), "The variable UID cannot be set");
    }

    @Test
    void aFlagThatTheSwarmSetsItselfIsNotHandedOn() {
        assertRefused(RunPlan.of("x.py").extraArguments(List.of("--tags", "a", "--csv=elsewhere")), "--csv");
        assertThat(RunPlan.of("x.py")
                        .extraArguments(List.of("--tags", "a"))
                        .build()
                        .extraArguments())
                .containsExactly("--tags", "a");
    }

    @Test
    void noOtherSpellingOfAFlagThatTheSwarmSetsItselfIsHandedOn() {
        assertRefused(
                RunPlan.of("x.py").extraArguments(List.of("--headl")), "--headl, for Locust the same as --headless,");
        assertRefused(
                RunPlan.of("x.py").extraArguments(List.of("--run-t=5")), "--run-t, for Locust the same as --run-time,");
        assertRefused(RunPlan.of("x.py").extraArguments(List.of("-u100")), "The argument -u cannot");
        List<String> others = List.of("--csvs", "-T", "slow", "--", "-", "--exclude-tags", "a");
        assertThat(RunPlan.of("x.py").extraArguments(others).build().extraArguments())
                .isEqualTo(others);
    }

    @Test
    void aPlanInALogDoesNotTellTheValuesOfItsVariables() {
        assertThat(RunPlan.of("x.py").environment("TOKEN", "hunter2").build().toString())
                .doesNotContain("hunter2");
    }

    private static void assertRefused(RunPlan.Builder plan, String words) {
        assertThatThrownBy(plan::build).isInstanceOf(BadInputException.class).hasMessageContaining(words);
    }
}
