package io.jenkins.plugins.locustswarm.engine.stats.health;

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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a run if one of its files does not show it: log, history and statistics stand in for each other. */
class RunEvidenceTest {

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void copy() throws IOException {
        run = Runs.copy("2.47.0-processes", folder);
    }

    private static RunFactsBuilder fourUsers(int seconds) {
        return facts(4, seconds, 4).workers(4, 2, 2);
    }

    private List<String> sentences(RunFactsBuilder facts, HealthFinding.Kind kind) {
        return health(run, facts).stream()
                .filter(finding -> finding.kind() == kind)
                .map(HealthFinding::sentence)
                .toList();
    }

    /** Leaves the first row of the history only, or statistics without any request. */
    private void empty(String... files) throws IOException {
        for (String file : files) {
            Path path = run.resolve(file);
            String header = Files.readAllLines(path).get(0);
            String row = file.equals(RunResults.STATS)
                    ? ",Aggregated,0,0,0,0,0,0,0,0,0" + ",N/A".repeat(header.split(",").length - 11) + "\r\n"
                    : "";
            Files.writeString(path, header + "\r\n" + row);
        }
    }

    @Test
    void aLoadThatOnlyTheLogShowsHasBegun() throws IOException {
        empty(RunResults.STATS, RunResults.HISTORY);
        assertThat(sentences(fourUsers(5).lasted(null, null), HealthFinding.Kind.ZERO_REQUESTS))
                .noneMatch(sentence -> sentence.contains("never began"));
    }

    @Test
    void aLoadThatOnlyTheHistoryShowsHasBegun() throws IOException {
        empty(RunResults.STATS);
        Files.writeString(run.resolve(RunResults.MASTER_LOG), "");
        assertThat(sentences(fourUsers(5).lasted(null, null), HealthFinding.Kind.ZERO_REQUESTS))
                .noneMatch(sentence -> sentence.contains("never began"));
    }

    @Test
    void aLoadThatOnlyTheStatisticsShowHasBegun() throws IOException {
        empty(RunResults.HISTORY);
        Files.writeString(run.resolve(RunResults.MASTER_LOG), "");
        RunFactsBuilder facts = fourUsers(5).lasted(null, null).exitCode(7);
        assertThat(health(run, facts))
                .filteredOn(finding -> finding.kind() == HealthFinding.Kind.EXIT_CODE)
                .extracting(HealthFinding::severity)
                .containsExactly(HealthFinding.Severity.UNSTABLE);
    }

    @Test
    void aLoadOfWhichNothingShowsABeginningNeverBegan() throws IOException {
        empty(RunResults.STATS, RunResults.HISTORY);
        Files.writeString(run.resolve(RunResults.MASTER_LOG), "");
        assertThat(sentences(fourUsers(5).lasted(null, null), HealthFinding.Kind.ZERO_REQUESTS))
                .containsExactly("No request was made, because the load never began.");
    }

    @Test
    void aRunTimeThatIsOverBeforeTheFirstUserIsTheReasonForNoRequests() throws IOException {
        empty(RunResults.STATS, RunResults.HISTORY);
        Path log = run.resolve(RunResults.MASTER_LOG);
        Files.write(
                log,
                Files.readAllLines(log).stream()
                        .filter(line -> !line.contains("Spawning is complete"))
                        .toList());
        assertThat(sentences(fourUsers(5), HealthFinding.Kind.ZERO_REQUESTS))
                .containsExactly("No request was made: the run time was over before the first user was started. Check"
                        + " whether a listener of test_start takes that long.");
    }

    @Test
    void usersThatWereStartedAndMadeNoRequestAreTheReasonForNoRequests() throws IOException {
        empty(RunResults.STATS, RunResults.HISTORY);
        assertThat(sentences(fourUsers(5), HealthFinding.Kind.ZERO_REQUESTS))
                .singleElement()
                .asString()
                .doesNotContain("before the first user");
    }

    /** The log shows only when the swarm ended a master without workers, which waits for the end of its run time. */
    @Test
    void theHistoryShowsHowLongALoadLastedWhoseConnectionsWereClosed() {
        assertThat(sentences(fourUsers(60).termination(TerminationReason.NO_WORKER), HealthFinding.Kind.ENDED_EARLY))
                .singleElement()
                .asString()
                .matches("The load ended after [45] s of 60 s, because no worker was left\\.");
        assertThat(sentences(fourUsers(60).termination(TerminationReason.NO_WORKER), HealthFinding.Kind.WORKER_LOST))
                .containsExactly("No worker was left, so the load ended: the last connection to the master was closed."
                        + " The swarm then ended the run.");
    }

    @Test
    void aMasterThatWaitsWithoutWorkersMakesNoLoadLonger() throws IOException {
        run = SyntheticRun.in(folder, 30, 0, second -> 4, 8);
        assertThat(sentences(facts(4, 60, 2).termination(TerminationReason.NO_WORKER), HealthFinding.Kind.ENDED_EARLY))
                .containsExactly("The load ended after 8 s of 60 s, because no worker was left.");
    }

    @Test
    void theLogShowsWhenTheMasterLostItsLastWorker() throws IOException {
        run = SyntheticRun.in(folder, 8, 0, second -> 4, 20);
        Runs.replace(
                run.resolve(RunResults.MASTER_LOG),
                "--run-time limit reached, shutting down",
                "The last worker went missing, stopping test.");
        assertThat(sentences(facts(4, 60, 2).termination(TerminationReason.NO_WORKER), HealthFinding.Kind.ENDED_EARLY))
                .containsExactly("The load ended after 8 s of 60 s, because no worker was left.");
    }

    @Test
    void theLogShowsAResetAlsoWithoutAHistory() throws IOException {
        Path reset = Runs.copy("2.47.0-reset-stats", folder);
        Path history = reset.resolve(RunResults.HISTORY);
        Files.writeString(history, Files.readAllLines(history).get(0) + "\r\n");
        assertThat(health(reset, facts(20, 22, 2).spawnRate(3.0).resetStats(true)))
                .extracting(HealthFinding::kind)
                .doesNotContain(HealthFinding.Kind.RAMP_IN_FIGURES);
    }

    @Test
    void aRunWithoutALogIsReadFromTheOtherFiles() throws IOException {
        Path plain = Runs.copy("2.47.0-reset-stats", folder);
        Files.delete(plain.resolve(RunResults.MASTER_LOG));
        assertThat(health(plain, facts(20, 22, 2).spawnRate(3.0).resetStats(true)))
                .extracting(HealthFinding::kind)
                .doesNotContain(HealthFinding.Kind.RAMP_IN_FIGURES, HealthFinding.Kind.ZERO_REQUESTS);
    }
}
