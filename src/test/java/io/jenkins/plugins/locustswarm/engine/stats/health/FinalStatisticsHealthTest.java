package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.FINAL_STATISTICS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.RunFactsBuilder;
import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinalStatisticsHealthTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-slow", "2.47.0-slow"})
    void slowRequestsWithAStopTimeoutMayBeMissing(String run) {
        assertThat(health(run, facts(4, 6, 1).runTime(Duration.ofSeconds(6)).stopTimeout(Duration.ofSeconds(10))))
                .containsExactly(new HealthFinding(
                        FINAL_STATISTICS,
                        UNSTABLE,
                        "The last statistics of 1 worker process did not reach the master in time: up to 3 s of its"
                                + " requests, and those that ended within the stop timeout of 10 s, may be missing."));
    }

    @Test
    void aMasterThatDidNotNoticeTheEndOfTheRunTimeMayLackMoreThanThreeSeconds() {
        RunFactsBuilder facts = facts(4, 6, 1).runTime(Duration.ofSeconds(6)).stopTimeout(Duration.ofSeconds(10));
        assertThat(health("2.47.0-slow", facts.termination(TerminationReason.LOAD_WENT_ON)))
                .filteredOn(finding -> finding.kind() == FINAL_STATISTICS)
                .containsExactly(new HealthFinding(
                        FINAL_STATISTICS,
                        UNSTABLE,
                        "The last statistics of 1 worker process did not reach the master in time, which did not notice"
                                + " the end of the run time either: many of its requests may be missing."));
    }

    /** The load began at 06:42:53,871. */
    @ParameterizedTest
    @CsvSource({"'06:52:53,875', NOTE", "'06:43:53,871', NOTE", "'06:43:53,870', UNSTABLE"})
    void missingRequestsAreANoteInARunOfAMinuteOrMore(String end, HealthFinding.Severity severity) throws IOException {
        Path run = Runs.copy("2.47.0-slow", folder);
        Runs.replace(run.resolve("master.log"), "06:52:5", "06:42:5");
        Runs.replace(run.resolve("master.log"), "06:42:59,875", end);
        assertThat(health(run, facts(4, 600, 1)))
                .filteredOn(finding -> finding.kind() == FINAL_STATISTICS)
                .extracting(HealthFinding::severity)
                .containsExactly(severity);
    }

    @Test
    void aStatisticsFileThatIsOlderThanTheLogIsReported() throws IOException {
        Path run = Runs.copy("2.46.3-bad", folder);
        Runs.replace(run.resolve(RunResults.STATS), ",Aggregated,655,", ",Aggregated,600,");
        assertThat(health(run, facts(10, 5, 2).workers(2, 2, 0).exitCode(1)))
                .filteredOn(finding -> finding.kind() == FINAL_STATISTICS)
                .containsExactly(new HealthFinding(
                        FINAL_STATISTICS,
                        UNSTABLE,
                        "Locust's log counts 655 requests but its statistics file only 600: Locust did not finish"
                                + " writing the file."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-ok", "2.46.3-ok"})
    void aMasterThatExitsBeforeItsShutdownHasNoFinalStatistics(String recorded) throws IOException {
        Path run = Runs.copy(recorded, folder);
        removeLines(run, "Shutting down \\(exit code");
        assertThat(sentences(
                        run, facts(10, 8, 2).lasted(Runs.BEGAN, newestRow(run).plusSeconds(4))))
                .containsExactly(
                        "Locust's master ended with exit code 0 before it had shut down: its statistics are not"
                                + " final, and requests of the last 7 s may be missing.");
    }

    @Test
    void aMasterThatExitsDuringTheLoadIsReported() throws IOException {
        Path run = Runs.copy("2.46.3-ok", folder);
        removeLines(run, "Shutting down|run-time limit reached| quit\\.");
        assertThat(sentences(run, facts(10, 8, 2))).singleElement().asString().contains("before it had shut down");
        Files.writeString(run.resolve(RunResults.HTML), "<html>");
        assertThat(sentences(run, facts(10, 8, 2)))
                .as("perhaps only the log does not tell")
                .isEmpty();
    }

    @Test
    void aKilledMasterIsNotReportedTwice() throws IOException {
        Path run = Runs.copy("2.46.3-ok", folder);
        removeLines(run, "Shutting down");
        assertThat(sentences(run, facts(10, 8, 2).exitCode(137))).isEmpty();
        assertThat(sentences(run, facts(10, 8, 2).exitCode(null))).isEmpty();
    }

    private static void removeLines(Path run, String with) throws IOException {
        Path log = run.resolve(RunResults.MASTER_LOG);
        Files.write(
                log,
                Files.readAllLines(log).stream()
                        .filter(line -> !line.matches(".*(" + with + ").*"))
                        .toList());
    }

    private static Instant newestRow(Path run) throws IOException {
        List<String> history = Files.readAllLines(run.resolve(RunResults.HISTORY));
        return Instant.ofEpochSecond(
                Long.parseLong(history.get(history.size() - 1).split(",")[0]));
    }

    private static List<String> sentences(Path run, RunFactsBuilder facts) {
        return health(run, facts).stream()
                .filter(finding -> finding.kind() == FINAL_STATISTICS)
                .map(HealthFinding::sentence)
                .toList();
    }

    @Test
    void aMasterWithoutWorkersMayHaveShutDownAlthoughItsLogDoesNotSaySo() throws IOException {
        Path run = Runs.copy("2.46.3-all-workers-killed", folder);
        removeLines(run, "Shutting down");
        assertThat(sentences(run, facts(10, 30, 2))).singleElement().asString().contains("before it had shut down");
        Files.writeString(run.resolve(RunResults.HTML), "<html>");
        assertThat(sentences(run, facts(10, 30, 2))).isEmpty();
    }
}
