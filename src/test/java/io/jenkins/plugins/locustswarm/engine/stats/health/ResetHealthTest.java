package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RAMP_IN_FIGURES;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.STATISTICS_RESET;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ZERO_REQUESTS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.NOTE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.locust.RunFactsBuilder;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded runs had 20 users, 3 more each second, and {@code --reset-stats} on all processes. */
class ResetHealthTest {

    private static final String NEW = "2.47.0-reset-stats";
    private static final String OLD = "2.12.0-reset-stats";

    @TempDir
    private Path folder;

    private static RunFactsBuilder asked() {
        return facts(20, 22, 2).spawnRate(3.0).resetStats(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {NEW, OLD})
    void aRunWhoseStatisticsWereResetIsOkAndLeavesTheRampOut(String run) {
        RunSummary summary = RunResults.read(RecordedRun.folder(run), asked().build());
        assertThat(summary.health()).isEmpty();
        assertThat(summary.verdict()).isEqualTo(Verdict.OK);
        assertThat(summary.leavesOutRamp()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {NEW, OLD})
    void aResetThatNobodyAskedTheSwarmForIsNoted(String run) {
        assertThat(health(run, asked().resetStats(false))).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(STATISTICS_RESET);
            assertThat(finding.severity()).isEqualTo(NOTE);
        });
    }

    @Test
    void aRunWithoutTheResetThatWasAskedForIsUnstable() {
        RunSummary summary = RunResults.read(
                RecordedRun.folder("2.47.0-slow"),
                facts(4, 8, 1).resetStats(true).build());
        assertThat(summary.health())
                .filteredOn(HealthFinding::kind, RAMP_IN_FIGURES)
                .hasSize(1);
        assertThat(summary.leavesOutRamp()).isFalse();
    }

    @Test
    void aRampThatWasNotFinishedIsTheReason() throws IOException {
        Path run = Runs.copy(NEW, folder);
        Path history = run.resolve(RunResults.HISTORY);
        List<String> ramp = Files.readAllLines(history).stream()
                .filter(line -> !line.contains(",20,"))
                .toList();
        Files.write(history, ramp.subList(0, ramp.size() - 2)); // without the rows after the load
        Runs.replace(run.resolve("master.log"), "Resetting stats", "Waiting");
        assertThat(health(run, asked()))
                .filteredOn(HealthFinding::kind, RAMP_IN_FIGURES)
                .containsExactly(new HealthFinding(
                        RAMP_IN_FIGURES,
                        UNSTABLE,
                        "The figures contain the ramp-up: not all users were started, so Locust did not reset its"
                                + " statistics."));
    }

    @ParameterizedTest
    @ValueSource(strings = {NEW, OLD})
    void withoutLocustsLinesTheHistoryShowsTheReset(String name) throws IOException {
        Path run = Runs.copy(name, folder);
        Files.writeString(run.resolve("master.log"), "");
        assertThat(kinds(run)).doesNotContain(RAMP_IN_FIGURES);
    }

    @Test
    void severalResetsAreNoted() throws IOException {
        Path run = Runs.copy(NEW, folder);
        Path log = run.resolve("master.log");
        String line = Files.readAllLines(log).stream()
                .filter(text -> text.contains("Resetting stats"))
                .findFirst()
                .orElseThrow();
        Runs.replace(log, line, line + "\n\n" + line);
        assertThat(health(run, asked())).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(NOTE);
            assertThat(finding.sentence()).startsWith("Locust reset its statistics 2 times");
        });
    }

    @Test
    void noRequestAfterTheResetIsNotNoRequestAtAll() throws IOException {
        Path run = Runs.copy(NEW, folder);
        Path stats = run.resolve(RunResults.STATS);
        String header = Files.readAllLines(stats).get(0);
        Files.writeString(
                stats,
                header + "\n,Aggregated,0,0,0,0,0,0,0,0,0" + ",N/A".repeat(header.split(",").length - 11) + "\n");
        assertThat(health(run, asked()))
                .filteredOn(HealthFinding::kind, ZERO_REQUESTS)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .startsWith("No request was completed after Locust had reset its statistics"));
        assertThat(RunResults.read(run, asked().build()).leavesOutRamp()).isFalse();
    }

    private static List<HealthFinding.Kind> kinds(Path run) {
        return health(run, asked()).stream().map(HealthFinding::kind).toList();
    }

    @Test
    void withoutAnyTraceOfAResetTheNumberOfUsersDecides() throws IOException {
        RunFactsBuilder asked = facts(4, 20, 2).resetStats(true);
        Path run = SyntheticRun.in(folder, 20, 0, second -> 4, 20);
        assertThat(health(run, asked))
                .filteredOn(HealthFinding::kind, RAMP_IN_FIGURES)
                .extracting(HealthFinding::sentence)
                .containsExactly(
                        "The figures contain the ramp-up: Locust did not report that all users were started, so"
                                + " Locust did not reset its statistics.");
        Files.writeString(run.resolve(RunResults.MASTER_LOG), "");
        assertThat(health(run, asked)).extracting(HealthFinding::kind).doesNotContain(RAMP_IN_FIGURES);
        Path fewer = SyntheticRun.in(folder, 20, 0, second -> 3, 20);
        Files.writeString(fewer.resolve(RunResults.MASTER_LOG), "");
        assertThat(health(fewer, asked))
                .filteredOn(HealthFinding::kind, RAMP_IN_FIGURES)
                .extracting(HealthFinding::sentence)
                .containsExactly(
                        "The figures contain the ramp-up: not all users were started, so Locust did not reset its"
                                + " statistics.");
    }
}
