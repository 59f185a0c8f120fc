package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong under load on real Locust processes, and how the results show it. */
class LocalFaultsIT {

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    @Test
    void aWorkerThatIsLostMakesTheRunUnstableAlthoughLocustExitsWith0() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "lost").up(2)) {
            local.swarm().run(target.plan("typical_load.py", 30).build(), LocalSwarm.ALL);
            local.waitForRequests();
            local.killLocust("worker-2");
            RunSummary summary = local.finish();

            assertThat(summary.exitCode()).isZero();
            assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(2, 2, 1));
            assertThat(summary.verdict()).as("%s", summary.health()).isEqualTo(Verdict.UNSTABLE);
        }
    }

    @Test
    void aRunThatLosesAllWorkersIsUnstableAndSaysSo() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "alone").up(2)) {
            local.swarm().run(target.plan("typical_load.py", 240).build(), LocalSwarm.ALL);
            local.waitForRequests();
            local.killLocust("worker-1");
            local.killLocust("worker-2");
            RunSummary summary = local.finish();

            assertThat(summary.workers().lost()).isEqualTo(2);
            assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
            assertThat(summary.health())
                    .extracting(HealthFinding::sentence)
                    .anyMatch(sentence -> sentence.contains("No worker was left"));
        }
    }

    @Test
    void aLogThatIsTooLongIsCutAndTheHealthGivesItsSize() throws Exception {
        String chatty = """
                from locust import HttpUser, constant, events, task

                @events.test_start.add_listener
                def talk(environment, **kwargs):
                    for i in range(20):
                        print("x" * 1_000_000, flush=True)

                class Visitor(HttpUser):
                    wait_time = constant(1)

                    @task
                    def visit(self):
                        self.client.get("/")
                """;
        try (LocalSwarm local =
                LocalSwarm.in(folder, "chatty").write("chatty.py", chatty).up(1)) {
            RunSummary summary = local.run(target.plan("chatty.py", 20).build());

            assertThat(summary.health())
                    .filteredOn(finding -> finding.kind() == HealthFinding.Kind.RESULTS_CUT)
                    .extracting(HealthFinding::sentence)
                    .singleElement(STRING)
                    .matches("worker-1.log is 20 MB long, and only 16 MB of its beginning and end were kept\\.");
            assertThat(Files.size(folder.resolve("results/worker-1.log"))).isBetween(16_000_000L, 16_000_100L);
            assertThat(summary.total().requests()).isPositive();
            assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(1, 1, 0));
        }
    }

    @Test
    void aMasterThatIsKilledEndsTheRunAndStopsTheWorkers() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "headless").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 60).build(), LocalSwarm.ALL);
            local.waitForRequests();
            local.killLocust("master");
            RunSummary summary = local.finish();

            assertThat(summary.verdict()).as("%s", summary.health()).isEqualTo(Verdict.FAILED);
            assertThat(summary.total().requests()).isPositive();
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void theLocustfilesOwnExitCodeMakesTheRunUnstableAlthoughRequestsFailed(String version) throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "judge", version).write("judge.py", """
                        import os
                        from locust import HttpUser, constant, events, task

                        class Visitor(HttpUser):
                            wait_time = constant(0.2)

                            @task
                            def nowhere(self):
                                self.client.get("/nowhere")

                        @events.quitting.add_listener
                        def judge(environment, **kwargs):
                            if "JUDGE" in os.environ:
                                environment.process_exit_code = 1
                        """).up(1)) {
            RunSummary judged = local.run(
                    target.plan("judge.py", 5).environment("JUDGE", "1").build());
            assertThat(judged.total().failures()).isPositive();
            assertThat(judged.exitCode()).isEqualTo(1);
            assertThat(judged.verdict()).isEqualTo(Verdict.UNSTABLE);
            assertThat(judged.health()).extracting(HealthFinding::kind).contains(HealthFinding.Kind.EXIT_CODE);

            RunSummary failed = local.run(target.plan("judge.py", 5).build());
            assertThat(failed.total().failures()).isPositive();
            assertThat(failed.exitCode()).isZero();
            assertThat(failed.health()).extracting(HealthFinding::kind).doesNotContain(HealthFinding.Kind.EXIT_CODE);
        }
    }

    @Test
    void aRunWithFewerWorkersThanAskedIsUnstableWhereThePlanAllowsIt() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "fewer").up(2, 1)) {
            PathUtils.deleteDirectory(Path.of(local.machine("worker-2").bootstrapFolder()));
            RunSummary summary = local.run(target.plan("typical_load.py", 5).build());

            assertThat(local.said).anyMatch(line -> line.contains("Continuing with 1 of 2 slaves"));
            assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(2, 1, 0));
            assertThat(summary.verdict()).as("%s", summary.health()).isEqualTo(Verdict.UNSTABLE);
        }
    }
}
