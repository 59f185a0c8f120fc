package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.run.RunWait;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on real Locust processes, and what is said about it. */
class LocalFaultsIT {

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    @Test
    void aWorkerThatIsLostMakesTheRunUnstableAlthoughLocustExitsWith0() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "lost").up(2)) {
            local.swarm().run(target.plan("typical_load.py", 12).build(), LocalSwarm.ALL);
            local.waitForRequests();
            local.killLocust("worker-2");
            RunSummary summary = local.finish();

            assertThat(summary.exitCode()).isZero();
            assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(2, 2, 1));
            assertThat(summary.verdict()).as("%s", summary.health()).isEqualTo(Verdict.UNSTABLE);
        }
    }

    @Test
    void aRunWithoutAnyWorkerLeftIsUnstableAndSaysSo() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "alone").up(2)) {
            local.swarm().run(target.plan("typical_load.py", 12).build(), LocalSwarm.ALL);
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
    void aLogThatIsTooLongIsCutAndTheHealthSaysAtWhatSize() throws Exception {
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
            RunSummary summary = local.run(target.plan("chatty.py", 5).build());

            assertThat(summary.health())
                    .filteredOn(finding -> finding.kind() == HealthFinding.Kind.RESULTS_CUT)
                    .extracting(HealthFinding::sentence)
                    .singleElement(STRING)
                    .matches("worker-1.log is 20 MB long, and only 16 MB of its beginning and end were kept\\.");
            assertThat(Files.size(folder.resolve("results/worker-1.log"))).isBetween(16_000_000L, 16_000_100L);
            assertThat(summary.requests()).isPositive();
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
            assertThat(summary.requests()).isPositive();
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
                    target.plan("judge.py", 4).environment("JUDGE", "1").build());
            assertThat(judged.failures()).isPositive();
            assertThat(judged.exitCode()).isEqualTo(1);
            assertThat(judged.verdict()).isEqualTo(Verdict.UNSTABLE);
            assertThat(judged.health()).extracting(HealthFinding::kind).contains(HealthFinding.Kind.EXIT_CODE);

            RunSummary failed = local.run(target.plan("judge.py", 4).build());
            assertThat(failed.failures()).isPositive();
            assertThat(failed.exitCode()).isZero();
            assertThat(failed.health()).extracting(HealthFinding::kind).doesNotContain(HealthFinding.Kind.EXIT_CODE);
        }
    }

    @Test
    void aLocustfileThatPythonCannotReadIsShownInLocustsWords() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "syntax").write("broken.py", "def x(:\n").up(1)) {
            local.swarm().run(target.plan("broken.py", 5).build(), LocalSwarm.ALL);

            assertThatThrownBy(() -> local.swarm().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("broken.py")
                    .hasMessageContaining("SyntaxError");
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
            assertThat(local.swarm().record().openRun()).isEmpty();
        }
    }

    @Test
    void aLocustfileWithoutAUserIsShownInLocustsWords() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "nobody").write("nobody.py", "X = 1\n").up(1)) {
            local.swarm().run(target.plan("nobody.py", 5).build(), LocalSwarm.ALL);

            assertThatThrownBy(() -> local.swarm().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("No User class found");
        }
    }

    @Test
    void aWorkerThatEndsBeforeTheLoadBeginsIsNamedAtOnce() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "early").write("breaks.py", """
                        import sys
                        from typical_load import TypicalUser
                        if "--worker" in sys.argv:
                            sys.exit("this slave has no licence")
                        """).up(1)) {
            local.swarm().run(target.plan("breaks.py", 5).build(), LocalSwarm.ALL);

            assertThatThrownBy(() -> local.swarm().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("worker-1")
                    .hasMessageContaining("this slave has no licence");
        }
    }

    @Test
    void aWorkerThatNeverReportsIsNamedWhenTheMasterGivesUp() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "silent").write("silent.py", """
                        import sys, time
                        from typical_load import TypicalUser
                        if "--worker" in sys.argv:
                            time.sleep(60)
                        """).up(1)) {
            RunPlan plan = target.plan("silent.py", 5)
                    .workersWait(Duration.ofSeconds(2))
                    .build();
            local.swarm().run(plan, LocalSwarm.ALL);

            assertThatThrownBy(() -> local.swarm().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("Gave up waiting for workers")
                    .hasMessageContaining("worker-1");
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
        }
    }

    @Test
    void aFileThatTheSwarmDoesNotHaveIsNamedAndNothingIsLeftRunning() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "nofile").up(1)) {
            assertThatThrownBy(
                            () -> local.swarm().run(target.plan("nofile.py", 5).build(), LocalSwarm.ALL))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("nofile.py");
            assertThat(local.swarm().record().run())
                    .as("before anything was started")
                    .isNull();
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalSwarm local = LocalSwarm.in(folder, "taken").up(1)) {
            RunPlan plan =
                    RunPlan.of("typical_load.py").webPort(taken.getLocalPort()).build();
            assertThatThrownBy(() -> local.swarm().run(plan, LocalSwarm.ALL))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken");
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
        }
    }

    @Test
    void aBootstrapThatFailsShowsItsLastLines() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "fails")
                .write("bootstrap.sh", "echo one; echo the disk is on fire >&2; exit 7\n")) {
            assertThatThrownBy(() -> local.up(1))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("exit code 7")
                    .hasMessageContaining("the disk is on fire");
        }
    }

    @Test
    void aBootstrapThatNeverEndsIsEnded() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "hangs").write("bootstrap.sh", "sleep 300\n")) {
            assertThatThrownBy(() -> local.up(1, 1, Duration.ofSeconds(1)))
                    .hasMessageContaining("bootstrap.sh")
                    .hasMessageContaining("1 s");
        }
    }

    @Test
    void fewerWorkersThanAskedAreEnoughWhenThatWasSaidAndTheResultSaysSo() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "fewer").up(2, 1)) {
            PathUtils.deleteDirectory(Path.of(local.machine("worker-2").bootstrapFolder()));
            RunSummary summary = local.run(target.plan("typical_load.py", 5).build());

            assertThat(local.said).anyMatch(line -> line.contains("Going on with 1 of 2 slaves"));
            assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(2, 1, 0));
            assertThat(summary.verdict()).as("%s", summary.health()).isEqualTo(Verdict.UNSTABLE);
        }
    }

    @Test
    void aRunWhoseStartWasCutShortIsStoppedByTheNextCommand() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "cut").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 60).build(), LocalSwarm.MASTER_ONLY);
            local.killLocust("master");
            PathUtils.deleteDirectory(Path.of(local.machine("master").runFolder("1")));
            local.swarm().run(target.plan("typical_load.py", 60).build(), LocalSwarm.WORKERS_ONLY);
            local.forgetThatEverythingWasStarted();

            assertThatThrownBy(() -> local.reopened().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("start it again");
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
        }
    }

    @Test
    void aRunThatASlaveNeverHeardOfIsStoppedByTheNextCommand() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "partly").up(2)) {
            local.swarm().run(target.plan("typical_load.py", 60).build(), LocalSwarm.ALL);
            local.killLocust("worker-2");
            PathUtils.deleteDirectory(Path.of(local.machine("worker-2").runFolder("1")));
            local.forgetThatEverythingWasStarted();

            assertThatThrownBy(() -> local.reopened().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("start it again");
            assertThat(LocalSwarm.processesIn(local.machine("master").folder())).isEmpty();
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
        }
    }

    @Test
    void aMasterWhoseSlavesAreStillToJoinIsWaitedForByTheNextCommand() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "join").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 4).build(), LocalSwarm.MASTER_ONLY);
            assertThat(local.reopened().look(new RunWait()).isLast()).isFalse();
            local.swarm().run(target.plan("typical_load.py", 4).build(), LocalSwarm.WORKERS_ONLY);
            assertThat(local.finish().requests()).isPositive();
        }
    }

    @Test
    void aRunOfAKilledCommandThatHadNotStartedEverythingIsStopped() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "halfway").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 30).build(), LocalSwarm.MASTER_ONLY);

            local.reopened().killall(LocalSwarm.ALL);
            assertThat(LocalSwarm.processesIn(local.machine("master").folder())).isEmpty();
            assertThat(local.swarm().record().openRun()).isEmpty();
        }
    }

    @Test
    void resultsThatCannotBeWrittenStayOnTheMachines() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("results"), "a file, not a folder");
        try (LocalSwarm local = LocalSwarm.in(folder, "full").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 4).build(), LocalSwarm.ALL);
            local.swarm().await();

            assertThatThrownBy(() -> local.swarm().collect(inTheWay))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("run --resume");
            RunSummary summary = local.reopened().collect(folder.resolve("elsewhere"));
            assertThat(summary.requests()).isPositive();
            assertThat(summary.health()).extracting(HealthFinding::sentence).isEmpty();
        }
    }
}
