package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.EXIT_CODE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.MASTER_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.TASK_EXCEPTIONS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ZERO_REQUESTS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.FAILED;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitHealthTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-hostile", "2.47.0-hostile"})
    void failedRequestsAloneChangeNothing(String run) {
        assertThat(health(run, facts(6, 6, 2))).extracting(HealthFinding::kind).doesNotContain(EXIT_CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-hostile", "2.47.0-hostile"})
    void anExitCodeSetByTheLocustfileIsReportedAlthoughRequestsFailed(String run) {
        assertThat(health(run, facts(6, 6, 2).exitCode(1)))
                .contains(new HealthFinding(
                        EXIT_CODE,
                        UNSTABLE,
                        "Locust ended with exit code 1, which was set by the locustfile, one of its plugins or"
                                + " --exit-code-on-error."));
    }

    @Test
    void exceptionsOfTasksAreNotReportedTwice() throws IOException {
        Path run = Runs.copy("2.47.0-hostile", folder);
        Runs.replace(run.resolve(RunResults.STATS), ",Aggregated,540,5,", ",Aggregated,540,0,");
        assertThat(health(run, facts(6, 6, 2))).extracting(HealthFinding::kind).containsExactly(TASK_EXCEPTIONS);
    }

    @Test
    void exitCodeOneWithoutFailuresIsReported() {
        assertThat(health("2.47.0-processes", facts(4, 5, 4).workers(4, 2, 2).exitCode(1)))
                .containsExactly(new HealthFinding(
                        EXIT_CODE, UNSTABLE, "Locust ended with exit code 1, but not because of failed requests."));
    }

    @Test
    void anExitCodeSetByTheLocustfileIsReported() {
        assertThat(health("2.47.0-exit-code", facts(2, 4, 1).exitCode(7)))
                .containsExactly(new HealthFinding(
                        EXIT_CODE,
                        UNSTABLE,
                        "Locust ended with exit code 7, which was set by the locustfile, one of its plugins or"
                                + " --exit-code-on-error."));
    }

    @Test
    void aRunThatNeverBeganHasFailed() {
        assertThat(health("2.47.0-no-worker", facts(2, 5, 2).lasted(null, null).exitCode(1)))
                .contains(
                        new HealthFinding(
                                EXIT_CODE,
                                FAILED,
                                "Locust ended with exit code 1, but not because of failed requests; its last error:"
                                        + " Gave"
                                        + " up waiting for workers to connect."),
                        new HealthFinding(ZERO_REQUESTS, FAILED, "No request was made, because the load never began."));
    }

    @Test
    void aRunWithoutRequestsHasFailedAlthoughLocustExitsWithZero() {
        assertThat(health("2.47.0-zero", facts(2, 4, 1)))
                .containsExactly(new HealthFinding(
                        ZERO_REQUESTS,
                        FAILED,
                        "No request was made: check the tasks of the locustfile, the host and the logs of"
                                + " the workers."));
    }

    @Test
    void aRunWithoutRequestsHasTheErrorOfTheFirstWorkerThatHasOne() throws IOException {
        Path run = Runs.copy("2.47.0-zero", folder);
        Files.copy(run.resolve("worker-1.log"), run.resolve("worker-2.log"));
        Runs.replace(
                run.resolve("worker-2.log"),
                "[2026-11-24 06:54:39,172]",
                "[2026-11-24 06:54:36,347] vm/ERROR/locust.runners: You must specify the base host.\n"
                        + "[2026-11-24 06:54:39,172]");
        assertThat(health(run, facts(2, 4, 1)))
                .filteredOn(finding -> finding.kind() == ZERO_REQUESTS)
                .singleElement()
                .extracting(HealthFinding::sentence)
                .isEqualTo(
                        "No request was made: check the tasks of the locustfile, the host and the logs of the workers;"
                                + " the last error of worker-2: You must specify the base host.");
    }

    @Test
    void aMasterThatVanishedIsLost() {
        assertThat(health("2.47.0-master-killed", facts(4, 60, 1).exitCode(null)))
                .contains(new HealthFinding(
                        MASTER_LOST,
                        FAILED,
                        "The master was lost. Its files contain what it had written by then; the last seconds are"
                                + " missing."));
    }

    @Test
    void aMasterThatWasKilledIsLost() {
        assertThat(health("2.47.0-master-killed", facts(4, 60, 1).exitCode(137)))
                .filteredOn(finding -> finding.kind() == MASTER_LOST)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .contains(": it ended with exit code 137 (the" + " process was killed)"));
    }

    @Test
    void aMasterThatWasKilledOnPurposeIsNotAFailure() {
        assertThat(lostBecause(
                        "2.47.0-master-killed", facts(4, 60, 1).exitCode(137).stoppedByUser(true)))
                .isEqualTo(UNSTABLE);
        assertThat(lostBecause(
                        "2.12.0-shape-interrupted",
                        facts(4, 4, 1).exitCode(130).termination(TerminationReason.LOAD_WENT_ON)))
                .isEqualTo(UNSTABLE);
    }

    @Test
    void aMasterThatTheSwarmKilledIsNotReportedAsLost() {
        assertThat(health(
                        "2.47.0-master-killed",
                        facts(4, 60, 1)
                                .exitCode(137)
                                .termination(TerminationReason.LOAD_WENT_ON)
                                .killedBySwarm(true)))
                .contains(new HealthFinding(
                        MASTER_LOST,
                        UNSTABLE,
                        "The master did not end when asked to, so the swarm killed it. Its files contain what it"
                                + " had written by then; the last seconds may be missing."));
    }

    @Test
    void aCodeAbove128SetByTheLocustfileIsNotASignal() throws IOException {
        Path run = Runs.copy("2.47.0-exit-code", folder);
        Runs.replace(run.resolve("master.log"), "Shutting down (exit code 7)", "Shutting down (exit code 137)");
        assertThat(health(run, facts(2, 4, 1).exitCode(137)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(EXIT_CODE));
    }

    private static HealthFinding.Severity lostBecause(String run, RunFactsBuilder facts) {
        return health(run, facts).stream()
                .filter(finding -> finding.kind() == MASTER_LOST)
                .findFirst()
                .orElseThrow()
                .severity();
    }

    @Test
    void anUnfinishedStatisticsFileDoesNotProveThatThereWereNoRequests() throws IOException {
        Path run = Runs.copy("2.47.0-processes", folder);
        Path stats = run.resolve(RunResults.STATS);
        Files.writeString(stats, Files.readString(stats).lines().findFirst().orElseThrow() + "\r\n");
        assertThat(health(run, facts(4, 5, 4).workers(4, 2, 2)))
                .filteredOn(finding -> finding.kind() == ZERO_REQUESTS)
                .extracting(HealthFinding::sentence)
                .containsExactly("The statistics file contains no requests: Locust did not finish writing it.");
    }

    @Test
    void missingStatisticsAreNotReportedAsNoRequests() throws IOException {
        Path run = Runs.copy("2.47.0-zero", folder);
        Files.delete(run.resolve(RunResults.STATS));
        assertThat(health(run, facts(2, 4, 1))).extracting(HealthFinding::kind).doesNotContain(ZERO_REQUESTS);
    }

    @Test
    void anExceptionOutsideTheTasksIsAReasonForExitCodeTwo() {
        assertThat(health("2.47.0-processes", facts(4, 5, 4).workers(4, 2, 2).exitCode(2)))
                .containsExactly(new HealthFinding(
                        EXIT_CODE,
                        UNSTABLE,
                        "Locust ended with exit code 2: an invalid argument, an exception outside the tasks, or a code set"
                                + " by the locustfile."));
    }

    @Test
    void anExitCodeOfAMasterThatTheSwarmEndedIsReportedOnlyIfItsLogHasIt() throws IOException {
        RunFactsBuilder ended = facts(2, 4, 1).exitCode(7).termination(TerminationReason.LOAD_WENT_ON);
        assertThat(health("2.47.0-exit-code", ended))
                .extracting(HealthFinding::kind)
                .contains(EXIT_CODE);
        Path run = Runs.copy("2.47.0-exit-code", folder);
        Runs.replace(run.resolve("master.log"), "Shutting down (exit code 7)", "Shutting down");
        assertThat(health(run, ended)).extracting(HealthFinding::kind).doesNotContain(EXIT_CODE);
    }

    @Test
    void aMasterThatDidNotEndInOrderWhenAUserStoppedItIsReportedWithItsCode() {
        String ended = "The master did not shut down cleanly when the swarm asked it to end";
        String files = ". Its files contain what it had written by then; the last seconds may be missing.";
        RunFactsBuilder stopped = facts(4, 60, 1).stoppedByUser(true);
        assertThat(health("2.47.0-master-killed", stopped.exitCode(130)))
                .contains(new HealthFinding(MASTER_LOST, UNSTABLE, ended + " (exit code 130)" + files));
        assertThat(health("2.47.0-master-killed", stopped.exitCode(null)))
                .contains(new HealthFinding(MASTER_LOST, UNSTABLE, ended + files));
    }
}
