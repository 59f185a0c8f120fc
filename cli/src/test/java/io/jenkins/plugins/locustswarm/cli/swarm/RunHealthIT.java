package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Locust's exit code hides, with real Locust processes of a current and an old version. */
class RunHealthIT {

    private static final int SECONDS = 6;

    private static Target target;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startTarget() throws Exception {
        target = Target.start();
    }

    @AfterAll
    static void stopTarget() {
        target.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void exceptionsInTasksMakeARunUnstableThatHasNoFailedRequest(String version) throws Exception {
        RunSummary summary = run(version, """
                from locust import HttpUser, constant, task

                class Reader(HttpUser):
                    wait_time = constant(0.1)

                    @task(1)
                    def read(self):
                        self.client.get("/kandus")

                    @task(20)
                    def broken(self):
                        self.client.get("/kandus/" + self.kandu_id)
                """);

        assertThat(summary.failures()).isZero();
        assertThat(findings(summary, Kind.TASK_EXCEPTIONS)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.UNSTABLE);
            assertThat(finding.sentence())
                    .matches("Users raised \\d+ exceptions: 'Reader' object has no attribute 'kandu_id'\\.");
        });
        assertThat(findings(summary, Kind.EXIT_CODE)).isEmpty();
        assertThat(summary.topExceptions().rows().get(0).raisedAt()).endsWith("in broken");
        assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aWorkerThatEndsWithAnExitCodeIsNamedWithItsLastError(String version) throws Exception {
        RunSummary summary = run(version, """
                from locust import events
                from locust.runners import WorkerRunner
                from typical_load import TypicalUser

                @events.test_start.add_listener
                def prepare(environment, **kwargs):
                    if isinstance(environment.runner, WorkerRunner):
                        raise RuntimeError("accounts.csv is empty")
                """);

        assertThat(summary.exitCode()).isZero();
        assertThat(findings(summary, Kind.WORKER_EXIT_CODE))
                .containsExactly(new HealthFinding(
                        Kind.WORKER_EXIT_CODE,
                        Severity.UNSTABLE,
                        "Locust on worker-1, worker-2 ended with exit code 2 after an exception outside the tasks; the"
                                + " last error of worker-1: Uncaught exception in event handler: RuntimeError:"
                                + " accounts.csv is empty."));
        assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
    }

    private RunSummary run(String version, String locustfile) throws Exception {
        Path venv = "old".equals(version) ? LocustVenv.old() : LocustVenv.current();
        try (LocalSwarm local = LocalSwarm.in(folder, "health", venv)
                .write("case.py", locustfile)
                .up(2)) {
            local.swarm().run(target.plan("case.py", SECONDS).build(), LocalSwarm.ALL);
            local.swarm().await();
            return local.swarm().collect(folder.resolve("results"));
        }
    }

    private static List<HealthFinding> findings(RunSummary summary, Kind kind) {
        return summary.health().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }
}
