package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;

/** {@code locust-swarm test} on real Locust processes of this computer. */
class LocalTestIT {

    @Started
    private static KanduApi api;

    @NewLab
    private CommandLab lab;

    @Test
    void aTestIsJudgedByItsGatesAndComparedWithAnEarlierOne() throws Exception {
        String[] test = CommandLab.testArguments(
                "bootstrap/viral_load.py",
                api.baseUrl(),
                5,
                "5",
                "--json",
                "-o",
                "first",
                "--gate",
                "failures < 1%",
                "--gate",
                "rps > 100000 failed");
        CommandLab.Result first = lab.run(test);
        assertThat(first.code()).as(first.err()).isEqualTo(1);
        JsonNode summary = new ObjectMapper().readTree(first.out());
        assertThat(summary.path("verdict").asText()).isEqualTo("failed");
        assertThat(summary.path("gates").path(0).path("passed").asBoolean()).isTrue();
        assertThat(summary.path("gates").path(1).path("passed").asBoolean()).isFalse();
        assertThat(summary.path("requests").asLong()).isPositive();
        assertThat(new ObjectMapper().readTree(lab.path("first/summary.json").toFile()))
                .isEqualTo(summary);

        CommandLab.Result compared = lab.run(CommandLab.testArguments(
                "viral_load.py",
                api.baseUrl(),
                5,
                "5",
                "-o",
                "second",
                "--baseline",
                "first",
                "--gate",
                "requests > 1% of baseline",
                "--history",
                "first",
                "--gate",
                "p95 change < 10%"));
        RunSummary second = lab.assertWentWell(compared, "second");
        assertThat(compared.out())
                .contains("Gate passed: requests > 1% of baseline")
                .contains("Baseline: first\n")
                .contains("Gate passed: p95 change < 10%: "
                        + comparison(second, SummaryJson.readFrom(lab.path("first"))));
        CommandLab.Result report = lab.run("report", "second");
        assertThat(report.code()).as(report.err()).isEqualTo(compared.code());
        assertThat(report.out()).isEqualTo(compared.out());
        lab.assertNothingIsLeft();
    }

    /** What a gate on a change says of a run with one earlier run, if a slow computer has not spoiled one of them. */
    private static String comparison(RunSummary run, RunSummary earlier) {
        return isSpoiled(run)
                ? "this run is not compared with earlier ones: "
                : (isSpoiled(earlier) ? "no" : "only 1") + " comparable earlier run; at least 6 are needed";
    }

    private static boolean isSpoiled(RunSummary run) {
        return run.health().stream().anyMatch(finding -> finding.severity() != HealthFinding.Severity.NOTE);
    }

    @Test
    void theErrorOfALocustfileThatCannotBeLoadedIsShownAndNothingIsLeft() {
        lab.write("bootstrap/broken.py", "from locust import HttpUser\nclass Broken(HttpUser):\n    x = 1 / 0\n");
        CommandLab.Result result = lab.run("test", "-f", "broken.py", "-H", api.baseUrl(), "-s", "1", "-t", "5");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("ZeroDivisionError");
        lab.assertNothingIsLeft();
    }

    @Test
    void aLocustfileWithASyntaxErrorIsRefusedBeforeAMachineIsStarted() {
        lab.write("bootstrap/broken.py", "from locust import HttpUser\nclass Broken(HttpUser:\n");
        CommandLab.Result result = lab.run("test", "-f", "broken.py", "-H", api.baseUrl(), "-s", "1", "-t", "5");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("broken.py has a syntax error in line 2")
                .contains("nothing was started");
        lab.assertNothingIsLeft();
    }

    @Test
    void aBootstrapThatFailsShowsItsLastLinesAndLeavesNothing() {
        lab.bootstrapScript("echo one; echo 'No space left on device' >&2; exit 5");
        CommandLab.Result result = lab.run("test", "-f", "typical_load.py", "-H", api.baseUrl(), "-s", "1", "-t", "5");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("(exit code 5)").contains("No space left on device");
        lab.assertNothingIsLeft();
    }

    @Test
    void twoSwarmsRunAtOnceAndASecondCommandForOneIsRefused() throws Exception {
        String[] first =
                CommandLab.testArguments("typical_load.py", api.baseUrl(), 2, "30", "--swarm", "one", "-o", "one");
        String[] second = CommandLab.testArguments("signups.py", api.baseUrl(), 2, "6", "--swarm", "two", "-o", "two");
        try (CommandProcess one = lab.start(first);
                CommandProcess two = lab.start(second)) {
            one.waitUntilItSays("of 30 s");
            assertThat(lab.succeeds("status", "--swarm", "one").out()).contains(" of 30 s: "); // before its load ends
            CommandLab.Result down = lab.run("down", "all", "--swarm", "one");
            assertThat(down.code()).isEqualTo(2);
            assertThat(down.err()).contains("Swarm one is in use by \"locust-swarm test\" (process ");
            lab.assertWentWell(one.result(), "one");
            lab.assertWentWell(two.result(), "two");
            assertThat(one.out()).contains("/kandus/[id]");
            assertThat(two.out()).contains("/meta/register").doesNotContain("/kandus/[id]");
        }
        lab.assertNothingIsLeft();
    }

    @Test
    void resultsWhoseFolderHasGoneAreKeptInAnotherPlace() throws Exception {
        lab.write("wall", "");
        try (CommandProcess command = lab.start(
                CommandLab.testArguments("typical_load.py", api.baseUrl(), 2, "20", "-o", "results/of/run"))) {
            command.waitUntilItSays("of 20 s");
            // the folder goes and cannot come back, as on a disk that was unmounted
            PathUtils.deleteDirectory(lab.path("results/of"));
            Files.move(lab.path("wall"), lab.path("results/of"));
            CommandLab.Result result = command.result();
            String where = result.out()
                    .lines()
                    .filter(line -> line.startsWith("Files: "))
                    .findFirst()
                    .map(line -> line.replace("Files: ", ""))
                    .orElseThrow(() -> new AssertionError(result.err()));
            assertThat(result.err()).contains("The results are in " + where + " instead.");
            lab.assertWentWell(result, where);
            PathUtils.deleteDirectory(Path.of(where));
        }
        lab.assertNothingIsLeft();
    }
}
