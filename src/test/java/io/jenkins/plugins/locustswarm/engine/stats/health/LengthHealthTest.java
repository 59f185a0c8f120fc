package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_BY_SWARM;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_EARLY;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_LATE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.NOTE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
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

class LengthHealthTest {

    @Test
    void aRunThatEndedEarlyIsReported() {
        assertThat(health("2.47.0-master-terminated", facts(4, 60, 1)))
                .containsExactly(new HealthFinding(ENDED_EARLY, UNSTABLE, "The load ended after 6 s of 60 s."));
    }

    @Test
    void aRunThatTheUserStoppedIsReportedAsStopped() {
        assertThat(health("2.47.0-master-terminated", facts(4, 60, 1).stoppedByUser(true)))
                .containsExactly(new HealthFinding(
                        ENDED_EARLY, UNSTABLE, "The load ended after 6 s of 60 s, because the run" + " was stopped."));
    }

    @Test
    void withoutWorkersTheLoadEndedEarlyAlthoughLocustWaitedToTheEnd() {
        assertThat(health("2.46.3-all-workers-killed", facts(10, 30, 2)))
                .contains(new HealthFinding(
                        ENDED_EARLY, UNSTABLE, "The load ended after 7 s of 30 s, because no worker was left."));
    }

    @Test
    void theEndOfALoadShapeIsANote() {
        assertThat(health("2.47.0-shape", facts(4, 60, 1)))
                .containsExactly(new HealthFinding(
                        ENDED_EARLY,
                        NOTE,
                        "The load ended after 6 s of 60 s, because the locustfile's load shape had ended."));
    }

    @Test
    void aRunThatEndedLateIsReported() {
        assertThat(health("2.12.0-one-worker-killed", facts(10, 4, 2)))
                .contains(new HealthFinding(ENDED_LATE, UNSTABLE, "The load lasted 20 s instead of 4 s."));
    }

    @Test
    void timeForUsersToFinishIsNotLate() {
        assertThat(health(
                        "2.12.0-one-worker-killed",
                        facts(10, 4, 2).runTime(Duration.ofSeconds(4)).stopTimeout(Duration.ofSeconds(2))))
                .extracting(HealthFinding::kind)
                .doesNotContain(ENDED_LATE);
    }

    @Test
    void aRunTimeThatTheSwarmEnforcedIsReported() {
        assertThat(health("2.47.0-master-terminated", facts(4, 6, 1).termination(TerminationReason.LOAD_WENT_ON)))
                .containsExactly(new HealthFinding(
                        ENDED_BY_SWARM, NOTE, "Locust did not end when the run time was over, so the swarm ended it."));
    }

    @Test
    void aRunUntilItIsStoppedIsNeverTooShort() {
        assertThat(health(
                        "2.47.0-master-terminated", facts(4, 6, 1).runTime(null).stoppedByUser(true)))
                .isEmpty();
    }

    @Test
    void withoutAnEndInTheLogTheClockOfTheSwarmCounts() {
        Instant began = Instant.parse("2026-11-24T06:54:02Z");
        assertThat(health(
                        "2.47.0-master-killed",
                        facts(4, 60, 1).lasted(began, began.plusSeconds(14)).exitCode(null)))
                .contains(new HealthFinding(ENDED_EARLY, UNSTABLE, "The load ended after 14 s of 60 s."));
    }

    @TempDir
    private Path folder;

    /** In the run "2.47.0-processes" the load began at 1795503315.631, and its history shows users from 1795503317 on. */
    private static final Instant BEGAN = Instant.ofEpochMilli(1795503315631L);

    @Test
    void usersThatASlowTestStartDelayedAreReported() {
        Instant earlier = Instant.ofEpochMilli(1795503313500L);
        assertThat(health("2.47.0-processes", facts(4, 5, 4).workers(4, 2, 2).lasted(earlier, earlier.plusSeconds(6))))
                .contains(new HealthFinding(
                        ENDED_EARLY,
                        UNSTABLE,
                        "Users ran for 2 s of 5 s: the run time began with the test, but the first user was started"
                                + " 3 s later, for example because of a listener of test_start."));
    }

    @Test
    void usersThatStartAtOnceAreNotLate() {
        assertThat(health("2.47.0-processes", facts(4, 5, 4).workers(4, 2, 2).lasted(BEGAN, BEGAN.plusSeconds(6))))
                .isEmpty();
    }

    @Test
    void anOldLocustThatLeavesNoHistoryShowsALateFirstUserInItsRamp() throws IOException {
        Path run = Runs.copy("2.12.0-hostile", folder);
        String log = Files.readString(run.resolve("master.log"));
        String spawned = log.lines()
                .filter(line -> line.contains("All users spawned"))
                .findFirst()
                .orElseThrow();
        Runs.replace(run.resolve("master.log"), spawned, spawned.replaceFirst(":(\\d\\d),", ":57,"));
        assertThat(health(run, facts(6, 6, 2)))
                .filteredOn(finding -> finding.kind() == ENDED_EARLY)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .isEqualTo("Users ran for 1 s of 6 s: the run time"
                                + " began with the test, but the first user was started 5 s later, for example because of a"
                                + " listener of test_start."));
    }

    @ParameterizedTest
    @CsvSource({"346, 30", "333, 17"})
    void aLoadThatContinuesDuringTheListenersOfTheMasterIsReported(int lastSecond, int length) throws IOException {
        Path run = Runs.copy("2.47.0-processes", folder);
        StringBuilder history = new StringBuilder(Files.readString(run.resolve(RunResults.HISTORY)));
        String last = history.toString()
                .lines()
                .filter(line -> line.startsWith("1795503321,0,,Aggregated,"))
                .findFirst()
                .orElseThrow();
        for (int second = 322; second <= lastSecond; second++) {
            history.append(last.replace("1795503321,0,", "1795503" + second + ",4,")
                            .replace(",76,", "," + second + ","))
                    .append("\r\n");
        }
        Files.writeString(run.resolve(RunResults.HISTORY), history);
        assertThat(health(run, facts(4, 5, 4).workers(4, 2, 2).lasted(BEGAN, BEGAN.plusSeconds(length + 2))))
                .contains(new HealthFinding(
                        ENDED_LATE,
                        UNSTABLE,
                        "The load lasted " + length
                                + " s instead of 5 s: workers continue until the master's listeners of test_stop have"
                                + " returned and it has told each of them to stop."));
    }

    @Test
    void theShutdownOfTheMasterIsNotPartOfTheLoad() {
        assertThat(health("2.47.0-processes", facts(4, 5, 4).workers(4, 2, 2).lasted(BEGAN, BEGAN.plusSeconds(120))))
                .isEmpty();
    }

    @Test
    void aMasterThatTheSwarmEndedBecauseItDidNotQuitIsReported() {
        assertThat(health(
                        "2.47.0-processes",
                        facts(4, 5, 4)
                                .workers(4, 2, 2)
                                .exitCode(130)
                                .quitTimeout(Duration.ofSeconds(20))
                                .termination(TerminationReason.SLOW_QUIT)))
                .containsExactly(new HealthFinding(
                        ENDED_BY_SWARM,
                        UNSTABLE,
                        "Locust had not ended 20 s after the load, so the swarm ended it. Listeners of test_stop or"
                                + " quitting, for example an upload, were interrupted: use a longer quit timeout."));
    }

    @ParameterizedTest
    @CsvSource({"8, ", "7, The load ended after 7 s of 10 s.", "25, ", "26, The load lasted 26 s instead of 10 s."})
    void aLoadMayBeALittleShorterOrLonger(int length, String sentence) throws IOException {
        assertThat(health(SyntheticRun.in(folder, length, 0, second -> 10, length), facts(10, 10, 2)))
                .extracting(HealthFinding::sentence)
                .isEqualTo(sentence == null ? List.of() : List.of(sentence));
    }

    @ParameterizedTest
    @CsvSource({"07:50:10, in spring", "05:50:10, in autumn"})
    void aLoadDuringWhichTheClockWasChangedIsAsLongAsWithout(String endInLog, String when) throws IOException {
        Path run = SyntheticRun.in(folder, 10, 0, second -> 10, 10);
        Runs.replace(run.resolve(RunResults.MASTER_LOG), "06:50:10", endInLog);
        RunSummary summary = RunResults.read(run, facts(10, 10, 2).build());
        assertThat(summary.health()).as(when).isEmpty();
        assertThat(summary.endedAt()).as(when).isEqualTo(Runs.BEGAN.plusSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"07:30:10, The load lasted 2410 s instead of 10 s.", "06:49:50, "})
    void aClockThatIsSetByLessThanAnHourIsNoChangeToDaylightSavingTime(String endInLog, String sentence)
            throws IOException {
        Path run = SyntheticRun.in(folder, 10, 0, second -> 10, 10);
        Runs.replace(run.resolve(RunResults.MASTER_LOG), "06:50:10", endInLog);
        assertThat(RunResults.read(run, facts(10, 10, 2).build()).health())
                .extracting(HealthFinding::sentence)
                .isEqualTo(sentence == null ? List.of() : List.of(sentence));
    }

    @Test
    void aRunThatCannotEndByItselfIsReportedWhenTheSwarmEndsIt() {
        assertThat(health(
                        "2.47.0-master-terminated",
                        facts(4, 6, 1).runTime(null).termination(TerminationReason.TOO_LONG)))
                .containsExactly(new HealthFinding(
                        ENDED_BY_SWARM,
                        UNSTABLE,
                        "Locust ran longer than the whole run can take, so the swarm ended it."));
    }
}
