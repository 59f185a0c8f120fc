package io.jenkins.plugins.locustswarm.engine.stats.results;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RESULTS_MISSING;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RESULTS_UNREADABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.FAILED;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.NOTE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunResultsTest {

    @TempDir
    Path folder;

    @Test
    void aRunThatWentAsAskedIsOk() {
        RunSummary summary = RunResults.read(
                RecordedRun.folder("2.47.0-processes"),
                facts(4, 5, 4).workers(4, 2, 2).build());
        assertThat(summary.verdict()).isEqualTo(Verdict.OK);
        assertThat(summary.health()).isEmpty();
        assertThat(summary.gates()).isEmpty();
        assertThat(summary.swarm()).isEqualTo("kandu");
        assertThat(summary.provider()).isEqualTo("local");
        assertThat(summary.locustVersion()).isEqualTo("2.47.0");
        assertThat(summary.load().locustfile()).isEqualTo("typical_load.py");
        assertThat(summary.load().host()).isEqualTo("http://127.0.0.1:8080");
        assertThat(summary.load().users()).isEqualTo(4);
        assertThat(summary.load().spawnRate()).isEqualTo(4.0);
        assertThat(summary.load().runTimeSeconds()).isEqualTo(5);
        assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(4, 4, 0));
        assertThat(summary.exitCode()).isZero();
        NameStats total = StatsCsv.read(RecordedRun.file("2.47.0-processes", RunResults.STATS))
                .aggregated();
        assertThat(summary.total().requests()).isEqualTo(total.requests()).isPositive();
        assertThat(summary.total().requestsPerSecond()).isEqualTo(total.requestsPerSecond());
        assertThat(summary.total().responseTimes()).isEqualTo(total.responseTimes());
        assertThat(summary.names()).extracting(NameStats::name).containsExactly("/ok");
    }

    @Test
    void aLostWorkerMakesTheRunUnstableAlthoughLocustExitedWithZero() {
        RunSummary summary = RunResults.read(
                RecordedRun.folder("2.12.0-one-worker-killed"), facts(10, 20, 2).build());
        assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
        assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(2, 2, 1));
    }

    @Test
    void aMasterThatNeverLogsItsVersionHasTheVersionOfItsWorkers() {
        RunSummary summary = RunResults.read(
                RecordedRun.folder("2.12.0-no-worker"),
                facts(2, 5, 2).lasted(null, null).exitCode(1).build());
        assertThat(summary.locustVersion()).isEqualTo("2.12.0");
        assertThat(summary.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void missingFilesAreReported() {
        assertThat(health(folder, facts(4, 5, 1)))
                .filteredOn(finding -> finding.kind() == RESULTS_MISSING)
                .containsExactly(
                        missing(FAILED, "There is no locust_stats.csv in the results."),
                        missing(UNSTABLE, "There is no master.log in the results."),
                        missing(NOTE, "The logs of 1 of 1 slaves are missing."),
                        missing(NOTE, "There is no locust_failures.csv in the results."),
                        missing(NOTE, "There is no locust_exceptions.csv in the results."),
                        missing(UNSTABLE, "There is no locust_stats_history.csv in the results."));
    }

    @Test
    void anIncompleteStatisticsFileIsNotTakenForAnEmptyOne() throws IOException {
        Path run = Runs.copy("2.47.0-processes", folder);
        Files.writeString(run.resolve(RunResults.STATS), "Type,Name\r\nGE");
        RunSummary summary =
                RunResults.read(run, facts(4, 5, 4).workers(4, 2, 2).build());
        assertThat(summary.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(summary.health()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(RESULTS_UNREADABLE);
            assertThat(finding.sentence()).contains("locust_stats.csv has no column \"Request Count\"");
        });
    }

    @Test
    void aHistoryThatCannotBeReadIsReported() throws IOException {
        Path run = Runs.copy("2.47.0-processes", folder);
        Runs.replace(run.resolve(RunResults.HISTORY), ",4,,Aggregated", ",four,,Aggregated");
        assertThat(health(run, facts(4, 5, 4).workers(4, 2, 2))).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(RESULTS_UNREADABLE);
            assertThat(finding.severity()).isEqualTo(UNSTABLE);
            assertThat(finding.sentence()).contains("column \"User Count\": \"four\" is not a number");
        });
    }

    @Test
    void aMissingFolderIsAnError() {
        assertThatThrownBy(() -> RunResults.read(
                        folder.resolve("nowhere"), facts(4, 5, 1).build()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nowhere");
    }

    private static HealthFinding missing(HealthFinding.Severity severity, String sentence) {
        return new HealthFinding(RESULTS_MISSING, severity, sentence);
    }
}
