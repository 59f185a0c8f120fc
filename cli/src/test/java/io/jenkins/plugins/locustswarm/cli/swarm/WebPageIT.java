package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that people start and watch on Locust's web page. */
class WebPageIT {

    private static final String LATE = """
            import sys, time
            from typical_load import TypicalUser
            if "--worker" in sys.argv:
                time.sleep(5)
            """;

    @TempDir
    private Path folder;

    private static RunPlan plan(String locustfile, Duration wait) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return RunPlan.of(locustfile)
                    .host("http://127.0.0.1:1")
                    .webPort(free.getLocalPort())
                    .workersWait(wait)
                    .build();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void theLoadCanBeStartedAsSoonAsThePageIsNamed(String version) throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "page", version).write("late.py", LATE).up(2)) {
            RunPlan plan = plan("late.py", Duration.ofMinutes(1));
            local.swarm().run(plan, LocalSwarm.MASTER_ONLY);
            assertThat(local.swarm().await().state().workersReady())
                    .as("slaves that nobody has started are not waited for")
                    .isZero();
            local.swarm().run(plan, LocalSwarm.WORKERS_ONLY);

            RunState state = local.swarm().await().state();
            assertThat(state.phase()).isEqualTo(RunState.Phase.WAITING);
            assertThat(state.workersReady()).isEqualTo(2);
        }
    }

    @Test
    void aSlaveThatEndsJustAfterItReportedIsNamed() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "leaves").write("leaves.py", """
                        import os
                        from locust import events
                        from locust.runners import WorkerRunner
                        from typical_load import TypicalUser

                        @events.init.add_listener
                        def leave(environment, **kwargs):
                            if isinstance(environment.runner, WorkerRunner):
                                os._exit(9)
                        """).up(1)) {
            local.swarm().run(plan("leaves.py", Duration.ofMinutes(1)), LocalSwarm.ALL);

            assertThatThrownBy(() -> local.swarm().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("Locust ended on worker-1 before the load began (exit code 9)");
        }
    }

    @Test
    void slavesThatDoNotJoinTheMasterInTimeAreNamed() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "missing")
                .write("late.py", LATE.replace("5", "300"))
                .up(1)) {
            local.swarm().run(plan("late.py", Duration.ofSeconds(3)), LocalSwarm.ALL);

            assertThatThrownBy(() -> local.swarm().await())
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("only 0 of 1 worker processes have reported to the master")
                    .hasMessageContaining("within 3 s")
                    .hasMessageContaining("worker-1: ");
        }
    }
}
