package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    @Test
    void absurdNumbersAreRefused() {
        assertRefused(RunPlan.of("x.py").users(0), "0 users");
        assertRefused(RunPlan.of("x.py").users(2_000_000_000), "users cannot be run");
        assertRefused(RunPlan.of("x.py").spawnRate(0.0), "spawn rate");
        assertRefused(RunPlan.of("x.py").spawnRate(Double.NaN), "spawn rate");
        assertRefused(RunPlan.of("x.py").runTime(Duration.ZERO), "run time");
        assertRefused(RunPlan.of("x.py").stopTimeout(Duration.ofSeconds(-1)), "stop timeout");
        assertRefused(RunPlan.of("x.py").quitTimeout(Duration.ofSeconds(4)), "quit timeout");
        assertRefused(RunPlan.of("x.py").quitTimeout(Duration.ofHours(2)), "quit timeout");
        assertRefused(RunPlan.of("x.py").processes(0), "worker processes");
        assertRefused(RunPlan.of("x.py").webPort(70_000), "70000 is not a valid port");
        assertRefused(RunPlan.of("x.py").workersWait(Duration.ZERO), "wait");
        assertRefused(RunPlan.of(" "), "The locustfile is missing");
    }

    @Test
    void aNoteIsOneLineOfLimitedLength() {
        assertThat(RunPlan.of("x.py")
                        .note(" new\r\n\tJVM \u001b\u202e21\u0000 ")
                        .build()
                        .load()
                        .note())
                .isEqualTo("new JVM 21");
        assertThat(RunPlan.of("x.py").note(" \n ").build().load().note()).isNull();
        assertThat(RunPlan.of("x.py").note("n".repeat(200)).build().load().note())
                .hasSize(200);
        assertRefused(RunPlan.of("x.py").note("n".repeat(201)), "The note has 201 characters: shorten it to 200.");
    }

    @Test
    void theLongestTimeOfARunHoldsAllThatLocustMayTake() {
        RunPlan plan = RunPlan.of("x.py")
                .workersWait(Duration.ofSeconds(1))
                .runTime(Duration.ofSeconds(10))
                .stopTimeout(Duration.ofSeconds(100))
                .quitTimeout(Duration.ofSeconds(1000))
                .build();
        assertThat(plan.longest()).isEqualTo(Duration.ofSeconds(1111));
    }

    @Test
    void aVariableNeedsANameThatShellsTake() {
        assertRefused(RunPlan.of("x.py").environment("A=B; id", "1"), "is not a valid name of an environment variable");
        assertRefused(RunPlan.of("x.py").environment("A", "1\0"), "NUL");
        assertRefused(RunPlan.of("x.py").environment("UID", "0"), "The variable UID cannot be set");
    }

    @Test
    void anArgumentThatTheSwarmSetsItselfIsRefused() {
        assertRefused(RunPlan.of("x.py").extraArguments(List.of("--tags", "a", "--csv=elsewhere")), "--csv");
        List<String> others = List.of("--tags", "a");
        assertThat(RunPlan.of("x.py").extraArguments(others).build().extraArguments())
                .isEqualTo(others);
    }

    @Test
    void aVariableThatLocustReadsAsAnOptionOfTheSwarmIsRefused() {
        assertRefused(
                RunPlan.of("x.py").environment("LOCUST_PROCESSES", "4"),
                "The variable LOCUST_PROCESSES, which Locust reads as --processes, cannot be passed to Locust, because the"
                        + " swarm sets that: remove it, and use the option --processes (in Jenkins processes).");
        assertRefused(
                RunPlan.of("x.py").environment("LOCUST_SPAWN_RATE", "0.5"),
                "remove it, and use the option -r (in Jenkins spawnRate).");
        assertRefused(RunPlan.of("x.py").environment("LOCUST_USERS", "500"), "the option -u (in Jenkins users).");
        assertRefused(RunPlan.of("x.py").environment("LOCUST_STOP_TIMEOUT", "180"), "--stop-timeout");
        assertRefused(
                RunPlan.of("x.py").environment("LOCUST_MODE_WORKER", "true"),
                "because the swarm sets that: remove it.");
        assertRefused(RunPlan.of("x.py").environment("LOCUST_LOGFILE", "x.log"), "--logfile");
        assertRefused(RunPlan.of("x.py").environment("LOCUST_SKIP_LOG_SETUP", "true"), "--skip-log-setup");
        assertRefused(RunPlan.of("x.py").environment("LOCUST_HEADLESS", "true"), "--headless");
        assertRefused(RunPlan.of("x.py").environment("LOCUST_HEADFUL", "true"), "--headful");
        assertRefused(RunPlan.of("x.py").environment("LOCUST_AUTOSTART", "true"), "--autostart");
    }

    @Test
    void aVariableThatChangesNothingOfTheSwarmIsPassedOn() {
        Map<String, String> variables = Map.of(
                "LOCUST_TAGS", "a", "LOCUST_HOST", "http://b", "LOCUST_LOCUSTFILE", "c.py", "LOCUST_LOGLEVEL", "DEBUG");
        RunPlan.Builder plan = RunPlan.of("x.py");
        variables.forEach(plan::environment);
        assertThat(plan.build().environment()).isEqualTo(variables);
    }

    @Test
    void aVariableThatLocustDoesNotReadNamesNoHost() {
        assertThat(RunPlan.of("x.py")
                        .environment("LOCUST_HOST", "http://b")
                        .build()
                        .mayHaveHost())
                .isTrue();
        assertThat(RunPlan.of("x.py")
                        .environment("LOCUST_CONFIG", "load.conf")
                        .build()
                        .mayHaveHost())
                .isFalse();
    }

    @Test
    void aPlanInALogHidesTheValuesOfItsVariables() {
        assertThat(RunPlan.of("x.py").environment("TOKEN", "hunter2").build().toString())
                .doesNotContain("hunter2");
    }

    private static void assertRefused(RunPlan.Builder plan, String words) {
        assertThatThrownBy(plan::build).isInstanceOf(BadInputException.class).hasMessageContaining(words);
    }

    @Test
    void stopConditionsThatNeedTooManyRowsAtATimeAreRefused() {
        List<StopCondition> many = IntStream.range(0, 3)
                .mapToObj(name -> StopCondition.parse("/" + name + " p95 > 5000 for 1h"))
                .toList();
        RunPlan.Builder plan = RunPlan.of("a.py").runTime(Duration.ofHours(2));
        assertThat(plan.stopWhen(many.subList(0, 2)).build().load().stopWhen()).hasSize(2);
        assertThatThrownBy(() -> plan.stopWhen(many).build())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("The stop conditions need 2169 rows of Locust's history at a time");
    }

    @Test
    void aLoadThatPeopleStopTakesNoStopConditions() {
        RunPlan.Builder plan = RunPlan.of("a.py").stopWhen(List.of(StopCondition.parse("failures > 50% for 30s")));
        assertThatThrownBy(plan::build)
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("A stop condition needs a run time")
                .hasMessageEndingWith("Set a run time (-t, in Jenkins runTime), or leave out the stop conditions.");
    }

    @Test
    void aStopConditionThatTheLoadIsTooShortForIsRefused() {
        RunPlan.Builder plan = RunPlan.of("a.py").stopWhen(List.of(StopCondition.parse("p95 > 5000 for 1m after 30s")));
        assertRefused(
                plan.runTime(Duration.ofMinutes(1)),
                "The stop condition \"p95 > 5000 for 1m after 30s\" cannot be met before second 90, and the load lasts"
                        + " 60 s: use a longer run time, or shorter times in the condition.");
        assertRefused(plan.runTime(Duration.ofSeconds(90)), "and the load lasts 90 s");
        assertThat(plan.runTime(Duration.ofSeconds(91)).build().load().stopWhen())
                .hasSize(1);
    }
}
