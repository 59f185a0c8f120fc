package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Locust's exit code hides, with real Locust processes of a current and an old version. */
class RunHealthIT {

    private static final int SECONDS = 6;

    @Started
    private static Target target;

    @TempDir
    private Path folder;

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

        assertThat(summary.total().failures()).isZero();
        assertThat(findings(summary, Kind.TASK_EXCEPTIONS)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.UNSTABLE);
            assertThat(finding.sentence())
                    .matches("Users raised \\d+ exceptions: 'Reader' object has no attribute 'kandu_id'\\.");
        });
        assertThat(findings(summary, Kind.EXIT_CODE)).isEmpty();
        assertThat(summary.topExceptions().rows()).hasSize(1);
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

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aMasterThatLeavesBeforeItHasShutDownHasNoFinalStatistics(String version) throws Exception {
        RunSummary summary = run(version, """
                import os
                from locust import events
                from locust.runners import MasterRunner
                from typical_load import TypicalUser

                @events.test_stop.add_listener
                def leave(environment, **kwargs):
                    if isinstance(environment.runner, MasterRunner):
                        os._exit(0)
                """);

        assertThat(summary.exitCode()).isZero();
        assertThat(findings(summary, Kind.FINAL_STATISTICS)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.UNSTABLE);
            assertThat(finding.sentence())
                    .startsWith("Locust's master ended with exit code 0 before it had shut down: its statistics are not"
                            + " final");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aRunWhoseRequestsAllFailedIsUnstableWithoutAGate(String version) throws Exception {
        RunSummary summary = run(version, """
                from locust import HttpUser, constant, task

                class Reader(HttpUser):
                    wait_time = constant(0.1)

                    @task
                    def read(self):
                        self.client.get("/nowhere")
                """);

        assertThat(findings(summary, Kind.ALL_FAILED))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .startsWith(
                                "All " + summary.total().requests() + " requests failed; the most frequent failure (")
                        .contains("404"));
        assertThat(summary.topFailures().occurrences())
                .isEqualTo(summary.total().failures());
        assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aGateOnResponseTimesThatWereNeverMeasuredIsMissed(String version) throws Exception {
        RunSummary summary = run(version, """
                from locust import User, constant, task

                class Device(User):
                    wait_time = constant(0.2)

                    @task
                    def publish(self):
                        self.environment.events.request.fire(request_type="MQTT", name="publish", response_time=None,
                                                             response_length=0, exception=None, context={})
                """);

        assertThat(summary.total().responseTimes().measured()).isFalse();
        assertThat(Gates.judge(List.of(Gate.parse("p95 < 800")), summary, null, MissingBaseline.MISSES_GATE)
                        .gates())
                .singleElement()
                .satisfies(gate -> {
                    assertThat(gate.passed()).isFalse();
                    assertThat(gate.why()).startsWith("this run has no response times");
                });
    }

    @Test
    void withoutASpawnRateTheUsersThatWereNotStartedAreReported() throws Exception {
        RunSummary summary = run(
                "current",
                "from typical_load import TypicalUser\n",
                target.plan("case.py", SECONDS).users(40).spawnRate(null));

        assertThat(findings(summary, Kind.RAMP_CUT_SHORT)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.UNSTABLE);
            assertThat(finding.sentence()).contains("all 40 users").contains("Locust's default of 1 user per second");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void usersThatEndInOnStartAreReported(String version) throws Exception {
        RunSummary summary = run(version, """
                from locust import HttpUser, constant, task

                class Reader(HttpUser):
                    wait_time = constant(0.1)
                    started = 0

                    def on_start(self):
                        Reader.started += 1
                        if Reader.started > 2:
                            raise RuntimeError("no account left")

                    @task
                    def read(self):
                        self.client.get("/kandus")
                """, target.plan("case.py", 12));

        assertThat(findings(summary, Kind.USERS_LOST)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.UNSTABLE);
            assertThat(finding.sentence()).startsWith("10 users were asked for");
        });
    }

    private RunSummary run(String version, String locustfile) throws Exception {
        return run(version, locustfile, target.plan("case.py", SECONDS));
    }

    private RunSummary run(String version, String locustfile, RunPlan.Builder plan) throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "health", version)
                .write("case.py", locustfile)
                .up(2)) {
            return local.run(plan.build());
        }
    }

    private static List<HealthFinding> findings(RunSummary summary, Kind kind) {
        return summary.health().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }
}
