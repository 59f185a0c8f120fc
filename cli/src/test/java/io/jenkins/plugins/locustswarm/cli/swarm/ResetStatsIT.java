package io.jenkins.plugins.locustswarm.cli.swarm;

import static io.jenkins.plugins.locustswarm.cli.fixture.WellRun.assertWentWell;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics that Locust resets when all users are started, with real Locusts. */
class ResetStatsIT {

    /** The name of a request says whether it is of the first second of its worker, in which the ramp is not over. */
    private static final String BY_TIME = """
            import time
            import locust.runners
            from locust import User, constant, task

            locust.runners.HEARTBEAT_LIVENESS = 30 # seconds: a busy computer is not what this is about

            class Caller(User):
                wait_time = constant(0.1)
                first = None

                @task
                def call(self):
                    Caller.first = Caller.first or time.time()
                    ramp = time.time() - Caller.first < 1
                    self.environment.events.request.fire(request_type="CALL", name="ramp" if ramp else "full",
                        response_time=900 if ramp else 1, response_length=0, response=None, context={}, exception=None)
            """;

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    private static RunPlan.Builder plan(int seconds) {
        return target.plan("by_time.py", seconds).spawnRate(1.0).resetStats(true);
    }

    private static long requests(RunSummary summary, String name) {
        return summary.names().stream()
                .filter(stats -> stats.name().equals(name))
                .mapToLong(NameStats::requests)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void requestsOfTheRampAreNotInTheFigures(String version) throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "reset", version)
                .write("by_time.py", BY_TIME)
                .up(2)) {
            RunSummary summary = local.run(plan(16).build());

            assertWentWell(summary);
            assertThat(summary.health()).extracting(HealthFinding::kind).doesNotContain(Kind.STATISTICS_RESET);
            assertThat(requests(summary, "ramp")).isZero();
            assertThat(requests(summary, "full")).isPositive();
            assertThat(summary.total().responseTimes().max()).isEqualTo(1);
            assertThat(summary.leavesOutRamp()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aRampThatDoesNotEndIsInTheFiguresAndTheRunIsUnstable(String version) throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "ramp", version)
                .write("by_time.py", BY_TIME)
                .up(1)) {
            RunSummary summary = local.run(plan(6).users(100).build());

            assertThat(requests(summary, "ramp") + requests(summary, "full")).isPositive();
            assertThat(summary.leavesOutRamp()).isFalse();
            assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
            assertThat(summary.health())
                    .extracting(HealthFinding::sentence)
                    .contains("The figures contain the ramp-up: not all users were started, so Locust did not reset its"
                            + " statistics.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aShapeResetsThemAfterEachOfItsStages(String version) throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "shape", version)
                .write("by_time.py", BY_TIME + """

                        from locust import LoadTestShape

                        class Steps(LoadTestShape):
                            def tick(self):
                                return (2, 2) if self.get_run_time() < 10 else (4, 2)
                        """)
                .up(1)) {
            RunSummary summary = local.run(plan(25).build());

            assertThat(summary.health())
                    .filteredOn(finding -> finding.kind() == Kind.STATISTICS_RESET)
                    .extracting(HealthFinding::sentence)
                    .isEqualTo(
                            List.of(
                                    "Locust reset its statistics 2 times, as it does each time a load shape or a lost"
                                            + " worker changes the number of users: the figures are those after the last time."));
        }
    }
}
