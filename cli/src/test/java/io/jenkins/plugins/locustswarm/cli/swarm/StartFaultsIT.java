package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong before the load begins on real Locust processes, and the errors that name it. */
class StartFaultsIT {

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    @Test
    void aSyntaxErrorInTheLocustfileIsShownAsLocustReportsIt() throws Exception {
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
    void aLocustfileWithoutAUserIsRefusedAsLocustReportsIt() throws Exception {
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
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use on master");
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();
        }
    }

    @Test
    void aLocustThatMissesTheFirstSignalWhileItStartsGetsASecondOne() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "deaf").write("deaf.py", """
                        import pathlib, signal, sys, time
                        from typical_load import TypicalUser
                        if "--worker" in sys.argv:
                            signal.signal(signal.SIGINT, signal.SIG_IGN)
                            pathlib.Path("deaf").touch()
                            time.sleep(3)
                            signal.signal(signal.SIGINT, signal.default_int_handler)
                            time.sleep(600)
                        """).up(1)) {
            local.swarm().run(target.plan("deaf.py", 5).build(), LocalSwarm.ALL);
            MachineRecord worker = local.machine("worker-1");
            Deadline deadline = Deadline.in(Duration.ofSeconds(60));
            while (!Files.exists(Path.of(worker.bootstrapFolder(), "deaf"))) {
                assertThat(deadline.passed()).as("the worker has not started").isFalse();
                deadline.pause(Duration.ofMillis(50));
            }

            local.swarm().killall(LocalSwarm.ALL);

            Path run = Path.of(worker.runFolder("1"));
            assertThat(run.resolve("exit-code")).exists();
            assertThat(run.resolve("killed")).doesNotExist();
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
}
