package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JoinCheckTest {

    @TempDir
    private Path folder;

    private RecordKeeper keeper;

    @BeforeEach
    void startMaster() {
        keeper = StartedRun.keeper(folder);
    }

    private void startedWith(Integer arguments, List<String> variables) {
        RunRecord run = keeper.get().run();
        keeper.update(record -> record.withRun(new RunRecord(
                run.id(),
                run.load(),
                run.workersWaitSeconds(),
                run.workers(),
                run.masterPort(),
                run.webPort(),
                run.outputFolder(),
                run.askedAt(),
                run.phase(),
                null,
                arguments,
                variables)));
    }

    private RunPlan.Builder plan() {
        return RunPlan.asOf(keeper.get().run());
    }

    private void assertRefused(RunPlan.Builder plan, String words) {
        Swarm swarm = new Swarm(keeper, new FakeProvider(), Progress.SILENT);
        assertThatThrownBy(() -> swarm.run(plan.build(), EnumSet.of(Role.WORKER)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(words);
        assertThat(keeper.get().run().phase()).isEqualTo(RunRecord.Phase.STARTED);
    }

    private static Arguments option(Consumer<RunPlan.Builder> change, String words) {
        return Arguments.of(change, words);
    }

    static Stream<Arguments> options() {
        return Stream.of(
                option(
                        plan -> plan.host("http://b.example"),
                        "--host (http://b.example, the master: http://a.example)"),
                option(plan -> plan.users(7), "--users (7, the master: 1)"),
                option(plan -> plan.spawnRate(2.0), "--spawn-rate (2.0, the master: 1.0)"),
                option(plan -> plan.runTime(Duration.ofMinutes(10)), "--run-time (600 s, the master: 3600 s)"),
                option(plan -> plan.stopTimeout(Duration.ofSeconds(5)), "--stop-timeout (5 s, the master: 0 s)"),
                option(plan -> plan.quitTimeout(Duration.ofSeconds(5)), "--quit-timeout (5 s, the master: 120 s)"),
                option(plan -> plan.processes(4), "--processes (4, the master: 1)"),
                option(plan -> plan.resetStats(true), "--reset-stats (true, the master: false)"),
                option(
                        plan -> plan.stopWhen(List.of(StopCondition.parse("rps < 1 for 30s"))),
                        "--stop-when ([rps < 1 for 30s], the master: [failures > 50% for 10s])"),
                option(plan -> plan.note("new JVM"), "--note (new JVM, the master: none)"),
                option(plan -> plan.workersWait(Duration.ofMinutes(5)), "--workers-wait (300 s, the master: 120 s)"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionOfSlavesThatDiffersFromThatOfTheirMasterIsRefusedByName(
            Consumer<RunPlan.Builder> change, String words) {
        RunPlan.Builder plan = plan();
        change.accept(plan);
        assertRefused(plan, words);
    }

    @Test
    void slavesWithoutTheVariablesOfTheirMasterAreRefused() {
        startedWith(0, List.of("TENANT", "TOKEN"));
        assertRefused(
                plan().environment("TOKEN", "hunter2").environment("ZONE", "a"),
                "was started with other variables (-e) than its slaves would be. It has TENANT. It does not have ZONE.");
    }

    @Test
    void slavesWithoutTheArgumentsOfTheirMasterAreRefused() {
        startedWith(2, List.of());
        assertRefused(plan(), "was started with 2 arguments after --, and its slaves would have 0: pass the same");
    }

    @Test
    void slavesOfAMasterThatAnEarlierVersionStartedMayHaveAnyVariablesAndArguments() {
        startedWith(null, null);
        RunPlan plan = plan().environment("A", "1")
                .extraArguments(List.of("--tags", "a"))
                .build();
        new JoinCheck(keeper.get()).check(plan);
    }
}
