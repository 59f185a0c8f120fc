package io.jenkins.plugins.locustswarm.engine.stats;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_EARLY;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.LOG_SILENT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.NOTE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.RunFactsBuilder;
import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose locustfile brings a logging configuration of its own, so that the logs have none of Locust's lines. */
class SilentLogTest {

    private static final HealthFinding UNKNOWN = new HealthFinding(
            LOG_SILENT,
            NOTE,
            "Locust's own lines did not reach master.log, because the locustfile or a configuration file changes"
                    + " the logging: lost workers and high CPU usage cannot be detected.");

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void removeLinesOfLocust() throws IOException {
        run = Runs.copy("2.47.0-processes", folder);
        for (String log : new String[] {"master.log", "worker-1.log", "worker-2.log"}) {
            Files.writeString(run.resolve(log), "");
        }
        Files.writeString(run.resolve(RunResults.HTML), ""); // as after an orderly end
    }

    private static RunFactsBuilder asAsked() {
        Instant began = Instant.ofEpochSecond(1795503317L);
        return facts(4, 5, 4).workers(4, 2, 2).lasted(began, began.plusSeconds(5));
    }

    private RunSummary read(RunFactsBuilder facts) {
        return RunResults.read(run, facts.build());
    }

    @Test
    void aSilentLogIsReportedAndProvesNothing() {
        RunSummary summary = read(asAsked());
        assertThat(summary.verdict()).as("%s", summary.health()).isEqualTo(Verdict.OK);
        assertThat(summary.health()).containsExactly(UNKNOWN);
        assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(4, 4, 0));
        assertThat(summary.total().requests()).isPositive();
    }

    @Test
    void workersWithCountedRequestsAreNotReportedMissing() throws IOException {
        Files.delete(run.resolve("master.log"));
        RunSummary summary = read(asAsked());
        assertThat(summary.workers().ready()).isEqualTo(4);
        assertThat(summary.health())
                .extracting(HealthFinding::kind)
                .containsExactly(HealthFinding.Kind.RESULTS_MISSING);
    }

    @Test
    void statisticsAloneProveThatTheLoadBegan() {
        assertThat(read(asAsked().lasted(null, null)).health()).containsExactly(UNKNOWN);
    }

    @Test
    void theHistoryShowsThatTheLoadEndedEarly() {
        assertThat(read(asAsked().runTime(Duration.ofSeconds(60))).health())
                .contains(new HealthFinding(ENDED_EARLY, UNSTABLE, "The load ended after 5 s of 60 s."));
    }

    @Test
    void aLoadWithAnUnknownBeginningIsNotReportedAsSecondsTooShort() throws IOException {
        String history = Files.readString(run.resolve(RunResults.HISTORY));
        Files.writeString(
                run.resolve(RunResults.HISTORY), history.lines().limit(2).collect(joining("\n", "", "\n")));
        Instant counted = Instant.ofEpochSecond(1795503320L);
        assertThat(read(asAsked().lasted(counted, counted.plusSeconds(2))).health())
                .containsExactly(UNKNOWN);
        assertThat(read(asAsked().runTime(Duration.ofSeconds(60)).lasted(counted, counted.plusSeconds(2)))
                        .health())
                .extracting(HealthFinding::kind)
                .contains(ENDED_EARLY);
    }

    @Test
    void aMachineThatNeverBecameReadyIsStillReported() {
        assertThat(read(asAsked().workers(6, 3, 2)).workers()).isEqualTo(new RunSummary.Workers(6, 4, 0));
    }

    @Test
    void theSwarmItselfNoticesThatNoWorkerIsLeft() {
        assertThat(read(asAsked().termination(TerminationReason.NO_WORKER)).health())
                .first()
                .isEqualTo(new HealthFinding(
                        HealthFinding.Kind.WORKER_LOST,
                        UNSTABLE,
                        "No worker was left, so the load ended: the last connection to the master was closed. The"
                                + " swarm then ended the run."));
    }

    @Test
    void theUsersOfALoadShapeAreItsOwn() {
        assertThat(read(asAsked().users(40).spawnRate(40.0).termination(TerminationReason.LOAD_WENT_ON))
                        .health())
                .extracting(HealthFinding::kind)
                .doesNotContain(HealthFinding.Kind.USERS_LOST);
    }
}
