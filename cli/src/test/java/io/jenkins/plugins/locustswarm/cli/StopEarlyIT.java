package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.WellRun;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads that the command stops because a condition is met, with real Locusts and a target that goes away. */
class StopEarlyIT {

    private static final String CONDITION = "failures > 50% for 10s";

    /** How long the condition has to hold, and the longest time from then to the end of the load. */
    private static final Duration LATEST = Duration.ofSeconds(10 + 110);

    @NewLab
    private CommandLab lab;

    private RunSummary summary() {
        return SummaryJson.readFrom(lab.path("locust-results"));
    }

    private static long served(KanduApi api) {
        return api.requestsServed().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void waitForRequests(KanduApi api, long count) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(10));
        while (served(api) < count) {
            assertThat(deadline.passed()).as("no load").isFalse();
            deadline.pause(Duration.ofMillis(100));
        }
    }

    private static void assertWasStopped(RunSummary summary, Instant targetGone) {
        assertThat(summary.stoppedBy()).isEqualTo(CONDITION);
        assertThat(summary.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(WellRun.findings(summary))
                .filteredOn(finding -> finding.severity() != Severity.NOTE)
                .extracting(HealthFinding::kind)
                .containsExactly(Kind.STOP_CONDITION);
        assertThat(summary.total().requests()).isGreaterThan(summary.total().failures());
        assertThat(summary.total().failures()).isPositive();
        assertThat(Duration.between(targetGone, summary.endedAt())).isBetween(Duration.ofSeconds(7), LATEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aTestWhoseTargetGoesAwayIsStoppedAndItsNumbersAreKept(String version) throws Exception {
        lab.venv(LocustVenv.of(version));
        KanduApi api = KanduApi.start();
        try (CommandProcess command = lab.start(
                CommandLab.testArguments("typical_load.py", api.baseUrl(), 5, "30m", "--stop-when", CONDITION))) {
            Instant gone;
            try (api) {
                waitForRequests(api, 500);
                gone = Instant.now();
            }
            assertThat(command.exitCode()).as(command.err()).isEqualTo(1);
            assertThat(command.err()).contains("The stop condition \"" + CONDITION + "\" was met");
            assertThat(command.out()).contains("Load test typical_load.py failed: the stop condition \"" + CONDITION);
            assertWasStopped(summary(), gone);
        }
        lab.assertNothingIsLeft();
    }

    /** The workers report at the end only, so that whatever arrives late is missing from the figures and from the report. */
    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aTestThatIsInterruptedHasTheLastStatisticsOfItsWorkers(String version) throws Exception {
        lab.venv(LocustVenv.of(version));
        lab.write("late/locustfile.py", """
                import locust.runners
                from locust import HttpUser, constant, task

                locust.runners.WORKER_REPORT_INTERVAL = 300


                class Visitor(HttpUser):
                    wait_time = constant(0.05)

                    @task
                    def kandus(self):
                        self.client.get("/kandus")
                """);
        try (KanduApi api = KanduApi.start();
                CommandProcess command =
                        lab.start(CommandLab.testArguments("late/locustfile.py", api.baseUrl(), 5, "5m"))) {
            waitForRequests(api, 300);
            command.waitUntilItSays(" s of 5 min").signal("INT");
            assertThat(command.exitCode()).as(command.err()).isEqualTo(130);
            long requests = summary().total().requests();
            assertThat(requests).isBetween(served(api) - 5, served(api)); // a user may have been waiting for an answer
            String report = Files.readString(lab.path("locust-results/locust.html"));
            assertThat(Pattern.compile("\\b" + requests + "\\b").matcher(report).find())
                    .as("the report has all requests")
                    .isTrue();
        }
        lab.assertNothingIsLeft();
    }

    @Test
    void aRunWhoseCommandWasKilledIsStoppedByTheNextOne() throws Exception {
        lab.succeeds("up", "all", "-s", "1");
        Instant gone;
        try (KanduApi api = KanduApi.start();
                CommandProcess command = lab.start(
                        "run",
                        "all",
                        "-f",
                        "typical_load.py",
                        "-H",
                        api.baseUrl(),
                        "-u",
                        "5",
                        "-r",
                        "5",
                        "-t",
                        "5m",
                        "-e",
                        "MAX_WAIT=100",
                        "--stop-when",
                        "p95 > 60000 for 10s",
                        "--stop-when",
                        CONDITION)) {
            command.waitUntilItSays(" s of 5 min: 5 users");
            waitForRequests(api, 1_500);
            command.signal("KILL");
            assertThat(command.exitCode()).isEqualTo(137);
            gone = Instant.now();
        }
        CommandLab.Result resumed = lab.run("run", "--resume");
        assertThat(resumed.code()).as(resumed.err()).isEqualTo(1);
        assertWasStopped(summary(), gone);
        lab.succeeds("down", "all");
        lab.assertNothingIsLeft();
    }

    @Test
    void aConditionThatCannotBeReadIsRefusedBeforeAnythingIsMade() {
        for (String bad : new String[] {"failures > 50%", "p97 > 1 for 30s", "requests > 1 for 30s", "slow for 30s"}) {
            CommandLab.Result result = lab.run(
                    CommandLab.testArguments("typical_load.py", "http://127.0.0.1:1", 5, "5m", "--stop-when", bad));
            assertThat(result.code()).as(bad).isEqualTo(2);
            assertThat(result.err()).as(bad).contains("stop condition");
        }
        assertThat(lab.path("locust-results")).doesNotExist();
        assertThat(lab.home()).doesNotExist();
    }

    @Test
    void aRunOnTheWebPageTakesNoConditions() {
        lab.succeeds("up", "all", "-s", "1");
        CommandLab.Result result = lab.run("run", "all", "-f", "typical_load.py", "--stop-when", CONDITION);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("A stop condition needs a run time");
        assertThat(lab.run("run", "--resume", "--stop-when", CONDITION).err()).contains("leave out --stop-when");
        lab.succeeds("down", "all");
        lab.assertNothingIsLeft();
    }
}
