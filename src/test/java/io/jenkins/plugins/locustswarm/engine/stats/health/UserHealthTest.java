package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RAMP_CUT_SHORT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.USERS_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ZERO_REQUESTS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.NOTE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.locust.RunFactsBuilder;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHealthTest {

    @TempDir
    private Path folder;

    @Test
    void usersOfALostWorkerAreReported() {
        assertThat(health("2.12.0-one-worker-killed", facts(10, 20, 2)))
                .filteredOn(finding -> finding.kind() == USERS_LOST)
                .containsExactly(new HealthFinding(
                        USERS_LOST,
                        UNSTABLE,
                        "10 users were asked for, but fewer were running for 9 of the 9 s that were watched after the ramp, with a"
                                + " minimum of 5."));
    }

    @Test
    void usersThatStopThemselvesAreReported() {
        assertThat(kinds("2.47.0-stop-user", facts(4, 14, 1))).containsExactly(USERS_LOST);
    }

    @Test
    void fewerUsersThanAskedForAreReported() {
        assertThat(kinds("2.47.0-worker-frozen", facts(40, 20, 2))).contains(USERS_LOST);
    }

    @Test
    void fewerUsersForAMomentAreIgnored() {
        assertThat(kinds("2.12.0-worker-terminated", facts(4, 14, 2))).doesNotContain(USERS_LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-shape", "2.47.0-shape"})
    void aShapeHasUsersOfItsOwn(String run) {
        assertThat(kinds(run, facts(40, 6, 1))).isEmpty();
    }

    @Test
    void usersChosenOnTheWebPageAreNotChecked() {
        assertThat(kinds(
                        "2.47.0-stop-user",
                        facts(4, 14, 1).users(null).spawnRate(null).runTime(null)))
                .isEmpty();
    }

    @Test
    void withoutANumberOfUsersLocustsDefaultIsOne() {
        assertThat(health("2.47.0-stop-user", facts(4, 14, 1).users(null).spawnRate(null)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .startsWith("1 user was asked for, but none was left after the ramp"));
        assertThat(kinds(
                        "2.47.0-stop-user",
                        facts(4, 14, 1).users(null).spawnRate(null).strayConfiguration(List.of("locust.conf"))))
                .as("a configuration file may have asked for another number")
                .doesNotContain(USERS_LOST);
    }

    @Test
    void usersAreNotJudgedIfAConfigurationFileMayHaveSetTheirNumberOrSpawnRate() throws IOException {
        Path run = run(90, 0, second -> Math.min(second / 2 + 1, 45), 90);
        RunFactsBuilder withoutRate = facts(60, 90, 2).users(60).spawnRate(null);
        assertThat(kinds(run, withoutRate)).as("at Locust's default").contains(USERS_LOST);
        assertThat(kinds(run, withoutRate.namedConfiguration(List.of("load.conf"))))
                .doesNotContain(USERS_LOST);
        assertThat(kinds(run, facts(60, 90, 2).users(60).spawnRate(null).strayConfiguration(List.of("locust.conf"))))
                .doesNotContain(USERS_LOST);
        assertThat(kinds(run, facts(60, 90, 2).users(null).namedConfiguration(List.of("load.conf"))))
                .doesNotContain(USERS_LOST);
        assertThat(kinds(run, facts(60, 90, 2).namedConfiguration(List.of("load.conf"))))
                .as("the options have priority over the file")
                .contains(USERS_LOST);
    }

    @Test
    void aDefaultSpawnRateThatIsTooSlowIsReported() throws IOException {
        Path run = run(9, 0, second -> Math.min(second + 1, 9), 10);
        assertThat(health(run, facts(40, 9, 2).users(40).spawnRate(null)))
                .containsExactly(new HealthFinding(
                        RAMP_CUT_SHORT,
                        UNSTABLE,
                        "The run time of 9 s was over before all 40 users were started, which takes 40 s at Locust's"
                                + " default of 1 user per second: no more than 9 ran at once."));
        assertThat(health(run, facts(9, 9, 2).users(9).spawnRate(null))).isEmpty();
    }

    @Test
    void lostUsersAreReportedWithTheDefaultSpawnRate() throws IOException {
        Path run = run(20, 0, second -> second < 10 ? 4 : 2, 20);
        assertThat(kinds(run, facts(4, 20, 2).users(4).spawnRate(null))).containsExactly(USERS_LOST);
    }

    @Test
    void usersThatRaiseInOnStartAreReported() throws IOException {
        assertThat(health(run(6, 0, second -> second == 0 ? 3 : 1, 6), facts(40, 6, 2)))
                .containsExactly(new HealthFinding(
                        USERS_LOST,
                        UNSTABLE,
                        "40 users were asked for and could all be started within 1 s, but no more than 3 ever ran"
                                + " at once: Locust does not replace a user that ends by itself or raises an"
                                + " exception in on_start."));
    }

    @Test
    void whereNothingRanAnotherFindingSaysWhy() throws IOException {
        Path run = run(6, 0, second -> 0, 6);
        Files.copy(
                RecordedRun.file("2.47.0-zero", RunResults.STATS),
                run.resolve(RunResults.STATS),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(kinds(run, facts(4, 6, 2))).contains(ZERO_REQUESTS).doesNotContain(USERS_LOST);
    }

    @Test
    void usersOfALostWorkerAreNotBlamedOnTheLocustfile() throws IOException {
        Path run = run(6, 0, second -> second == 0 ? 3 : 1, 6);
        Runs.replace(
                run.resolve(RunResults.MASTER_LOG),
                "Sending spawn jobs of users\n",
                "Sending spawn jobs of users\n[2026-11-24 06:50:02,000] vm/INFO/locust.runners: Worker vm_2 failed"
                        + " to send"
                        + " heartbeat, setting state to missing.\n");
        assertThat(health(run, facts(40, 6, 2)))
                .filteredOn(finding -> finding.kind() == USERS_LOST)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).endsWith("but no more than 3 ever ran at once."));
    }

    @Test
    void usersThatNeverAppearAreReported() throws IOException {
        assertThat(health(run(8, 0, second -> 0, 8), facts(4, 8, 2)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("but no more than 0 ever ran"));
    }

    @Test
    void aHistoryThatDoesNotShowTheWholeRampShowsNoLoss() throws IOException {
        assertThat(kinds(run(8, 0, second -> 0, 2), facts(4, 8, 2))).isEmpty();
        assertThat(kinds(run(8, 5, second -> 0, 3), facts(4, 8, 2))).isEmpty();
    }

    @Test
    void usersThatEndByThemselvesAreReportedInAShortRun() throws IOException {
        assertThat(kinds(run(9, 0, second -> second < 3 ? 10 : 0, 9), facts(10, 9, 2)))
                .containsExactly(USERS_LOST);
    }

    @Test
    void usersThatAllEndByThemselvesAreReportedInTheShortestRun() throws IOException {
        assertThat(health(run(6, 0, second -> second < 2 ? 4 : 0, 6), facts(4, 6, 2)))
                .containsExactly(new HealthFinding(
                        USERS_LOST,
                        UNSTABLE,
                        "4 users were asked for, but none was left after the ramp: Locust does not replace a user"
                                + " that ends by itself."));
    }

    @Test
    void aMasterThatEndsSlowlyHasLostNoUsers() throws IOException {
        assertThat(kinds(run(10, 0, second -> second < 11 ? 10 : 0, 30), facts(10, 10, 2)))
                .isEmpty();
    }

    private Path run(int length, int firstRow, IntToLongFunction users, int rows) throws IOException {
        return SyntheticRun.in(folder, length, firstRow, users, rows);
    }

    @Test
    void aRampThatIsLongerThanTheRunIsReported() {
        assertThat(health(
                        "2.47.0-processes",
                        facts(4, 5, 4).workers(4, 2, 2).users(4).spawnRate(0.5)))
                .containsExactly(new HealthFinding(
                        RAMP_CUT_SHORT,
                        NOTE,
                        "The run time of 5 s was over before all 4 users were started, which takes 8 s."));
    }

    private static List<HealthFinding.Kind> kinds(String run, RunFactsBuilder facts) {
        return kinds(RecordedRun.folder(run), facts);
    }

    private static List<HealthFinding.Kind> kinds(Path run, RunFactsBuilder facts) {
        return health(run, facts).stream().map(HealthFinding::kind).toList();
    }

    @Test
    void fewerUsersForTwoSecondsAreAMomentUnlessTheHistoryShowsNoOthers() throws IOException {
        assertThat(kinds(run(20, 0, second -> second == 8 || second == 9 ? 3 : 4, 20), facts(4, 20, 2)))
                .isEmpty();
        assertThat(health(run(20, 0, second -> second >= 8 && second <= 10 ? 3 : 4, 20), facts(4, 20, 2)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .isEqualTo(
                                "4 users were asked for, but fewer were running for 3 of the 9 s that were watched after the ramp, with a"
                                        + " minimum of 3."));
        assertThat(kinds(run(7, 0, second -> second < 4 ? 4 : 3, 7), facts(4, 7, 2)))
                .as("both of two seconds after the ramp")
                .containsExactly(USERS_LOST);
        assertThat(kinds(run(7, 0, second -> second < 5 ? 4 : 3, 7), facts(4, 7, 2)))
                .as("one of two")
                .isEmpty();
    }

    @Test
    void withoutLocustsLinesAShapeMayHaveChosenTheUsers() throws IOException {
        Path run = run(20, 0, second -> second < 3 ? 1 : 0, 20);
        Files.writeString(run.resolve(RunResults.MASTER_LOG), "");
        assertThat(kinds(run, facts(1, 20, 2).users(null).spawnRate(null))).doesNotContain(USERS_LOST);
        assertThat(kinds(run, facts(1, 20, 2))).contains(USERS_LOST);
    }

    @Test
    void aRampAsLongAsTheRunIsNotReported() {
        assertThat(kinds(
                        "2.47.0-processes",
                        facts(4, 5, 4).workers(4, 2, 2).users(4).spawnRate(0.8)))
                .isEmpty();
    }
}
