package io.jenkins.plugins.locustswarm.cli.swarm;

import static io.jenkins.plugins.locustswarm.cli.fixture.WellRun.assertWentWell;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a load lasts, whatever the locustfile does before, in and after it. */
class RunLengthIT {

    private static final String ENDLESS_SHAPE = """
            from locust import LoadTestShape

            class Endless(LoadTestShape):
                def tick(self):
                    return (5, 5)
            """;

    private static final String UPLOADING = """
            import time
            from locust import events
            from locust.runners import MasterRunner
            from typical_load import TypicalUser

            @events.quitting.add_listener
            def upload(environment, **kwargs):
                if isinstance(environment.runner, MasterRunner):
                    time.sleep(18)
            """;

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    private static Duration length(RunSummary summary) {
        return Duration.between(summary.startedAt(), summary.endedAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void theWordLoadTestShapeInALocustfileDoesNotTakeTheRunTimeAway(String version) throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "word", version).write("word.py", """
                        \"""No shape: a LoadTestShape would be too much.\"""
                        from typical_load import TypicalUser
                        """).up(1)) {
            RunSummary summary = local.run(target.plan("word.py", 4).build());

            assertWentWell(summary);
            assertThat(summary.health()).extracting(HealthFinding::kind).doesNotContain(Kind.ENDED_BY_SWARM);
            assertThat(length(summary)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aLoadShapeOfAnImportedModuleIsHeldToTheRunTime(String version) throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "module", version)
                .write("shapes.py", ENDLESS_SHAPE)
                .write("imports.py", "from typical_load import TypicalUser\nfrom shapes import *\n")
                .up(1)) {
            RunSummary summary = local.run(target.plan("imports.py", 5).build());

            assertThat(summary.total().requests()).isPositive();
            assertThat(length(summary)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
            assertThat(summary.health())
                    .extracting(HealthFinding::sentence)
                    .contains("The locustfile's load shape continued after the run time, so the swarm ended it.");
        }
    }

    @Test
    void aLoadShapeCanReadTheRunTime() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "common").write("hat.py", """
                        from locust import LoadTestShape
                        from typical_load import TypicalUser

                        class Hat(LoadTestShape):
                            use_common_options = True

                            def tick(self):
                                options = self.runner.environment.parsed_options
                                return (options.num_users, 10) if self.get_run_time() <= options.run_time else None
                        """).up(1)) {
            RunSummary summary = local.run(target.plan("hat.py", 6).build());

            assertThat(summary.total().requests()).isPositive();
            assertWentWell(summary);
            assertThat(summary.health()).extracting(HealthFinding::kind).doesNotContain(Kind.ENDED_BY_SWARM);
        }
    }

    @Test
    void aMasterThatUploadsItsResultsWhileItQuitsIsNotCutOffAndItsLoadIsNoLonger() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "upload").write("upload.py", UPLOADING).up(1)) {
            RunSummary summary = local.run(target.plan("upload.py", 4).build());

            assertWentWell(summary);
            assertThat(summary.exitCode()).isZero();
            assertThat(length(summary)).isLessThan(Duration.ofSeconds(18)); // less than the upload alone
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aStopTimeoutOfAConfigurationFileIsWaitedForAndItsUsersAreNotJudged(String version) throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "file", version)
                .write("slow.conf", "users = 4\nspawn-rate = 0.5\nstop-timeout = 20\n")
                .write("slow.py", """
                        import gevent
                        from locust import User, events, task
                        from locust.runners import MasterRunner

                        @events.quitting.add_listener
                        def upload(environment, **kwargs):
                            if isinstance(environment.runner, MasterRunner):
                                gevent.sleep(12)

                        class Slow(User):
                            @task
                            def work(self):
                                self.environment.events.request.fire(request_type="CALL", name="slow", response_time=1,
                                    response_length=0, response=None, context={}, exception=None)
                                gevent.sleep(18)
                        """)
                .up(1)) {
            RunSummary summary = local.run(RunPlan.of("slow.py")
                    .host("http://127.0.0.1:1")
                    .runTime(Duration.ofSeconds(6))
                    .quitTimeout(Duration.ofSeconds(5))
                    .extraArguments(List.of("--config", "slow.conf"))
                    .build());

            assertThat(summary.health())
                    .extracting(HealthFinding::kind)
                    .doesNotContain(Kind.ENDED_BY_SWARM, Kind.ENDED_LATE, Kind.USERS_LOST, Kind.RAMP_CUT_SHORT);
            assertWentWell(summary);
            assertThat(summary.load().stopTimeout()).hasSeconds(20);
        }
    }

    @Test
    void aMasterThatExceedsItsQuitTimeoutIsEndedAndTheSwarmReportsIt() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "cut").write("upload.py", UPLOADING).up(1)) {
            RunSummary summary = local.run(target.plan("upload.py", 4)
                    .quitTimeout(Duration.ofSeconds(5))
                    .build());

            assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
            assertThat(summary.health())
                    .extracting(HealthFinding::sentence)
                    .anyMatch(sentence ->
                            sentence.startsWith("Locust had not ended 5 s after the load, so the swarm ended it"))
                    .noneMatch(sentence -> sentence.contains("lost"));
            assertThat(summary.total().requests()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aSlowTestStartIsReportedToShortenTheLoad(String version) throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "slow", version).write("slow.py", """
                        import time
                        from locust import events
                        from locust.runners import MasterRunner
                        from typical_load import TypicalUser

                        @events.test_start.add_listener
                        def prepare(environment, **kwargs):
                            if isinstance(environment.runner, MasterRunner):
                                time.sleep(6)
                        """).up(1)) {
            RunSummary summary = local.run(target.plan("slow.py", 30).build());

            assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
            assertThat(summary.health())
                    .filteredOn(finding -> finding.kind() == Kind.ENDED_EARLY)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.sentence())
                            .matches("Users ran for (1\\d|2[0-5]) s of 30 s: .* listener of test_start."));
        }
    }
}
