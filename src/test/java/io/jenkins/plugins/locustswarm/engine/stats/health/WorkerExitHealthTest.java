package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_EXIT_CODE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.locust.WorkerExit;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerExitHealthTest {

    @TempDir
    private Path folder;

    @Test
    void aWorkerThatEndedWithAnExitCodeIsNamedWithItsLastError() throws IOException {
        Path run = Runs.copy("2.47.0-processes", folder);
        Files.writeString(run.resolve("worker-2.log"), """
                [2026-11-24 06:52:30,100] vm/INFO/locust.main: Starting Locust 2.47.0
                [2026-11-24 06:52:31,200] vm/ERROR/root: Uncaught exception in event handler:\s
                Traceback (most recent call last):
                  File "/opt/locust/event.py", line 45, in fire
                    handler(**kwargs)
                RuntimeError: accounts.csv is empty
                for the second time

                [2026-11-24 06:52:32,000] vm/ERROR/locust.user.task: a task's own
                Traceback (most recent call last):
                  File "/opt/locust/user/task.py", line 363, in run
                ValueError: a task's own
                [2026-11-24 06:52:35,000] vm/INFO/locust.runners: Got quit message from master, shutting down...
                [2026-11-24 06:52:35,000] vm/INFO/locust.runners: Got quit message from master, shutting down...
                """);
        assertThat(findings(run, new WorkerExit("worker-1", 0), new WorkerExit("worker-2", 2)))
                .containsExactly(
                        "Locust on worker-2 ended with exit code 2 after an exception outside the tasks; its last"
                                + " error: Uncaught exception in event handler: RuntimeError: accounts.csv is empty.");
    }

    @Test
    void aWorkerThatWasKilledIsNamedWithItsLastLine() {
        assertThat(findings("2.47.0-processes", new WorkerExit("worker-2", 137)))
                .containsExactly(
                        "Locust on worker-2 ended with exit code 137 (the process was killed); its log ends with:"
                                + " Shutting down (exit code 0).");
    }

    @Test
    void someOfManyWorkersWithOneExitCodeAreNamed() {
        WorkerExit[] exits = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> new WorkerExit("worker-" + i, i == 7 ? 3 : 1))
                .toArray(WorkerExit[]::new);
        assertThat(findings("2.46.3-ok", exits))
                .containsExactly(
                        "Locust on worker-1, worker-2, worker-3, worker-4, worker-5 and 994 more ended with exit"
                                + " code 1.",
                        "Locust on worker-7 ended with exit code 3.");
    }

    @Test
    void aWorkerWithoutAnExitCodeIsNamedUnlessTheMasterReportsIt() {
        assertThat(findings("2.47.0-processes", new WorkerExit("worker-2", null)))
                .singleElement()
                .asString()
                .startsWith("Locust on worker-2 ended without an exit code (the process was killed)");
        assertThat(findings("2.12.0-one-worker-killed", new WorkerExit("worker-2", null)))
                .isEmpty();
    }

    private static List<String> findings(String recorded, WorkerExit... exits) {
        return findings(RecordedRun.folder(recorded), exits);
    }

    private static List<String> findings(Path run, WorkerExit... exits) {
        return health(run, facts(4, 5, 4).workers(4, 2, 2).workerExits(List.of(exits))).stream()
                .filter(finding -> finding.kind() == WORKER_EXIT_CODE && finding.severity() == UNSTABLE)
                .map(HealthFinding::sentence)
                .toList();
    }
}
