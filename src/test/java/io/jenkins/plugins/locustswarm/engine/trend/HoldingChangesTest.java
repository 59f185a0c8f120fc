package io.jenkins.plugins.locustswarm.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldingChangesTest {

    private static HoldingChanges changes(Runs runs) {
        List<PastRun> all = runs.list();
        return HoldingChanges.of(runs.earlier(), all.get(all.size() - 1));
    }

    private static Optional<Change> worse(Runs runs, Figure figure) {
        return changes(runs).worse(RequestName.AGGREGATED, figure, HoldingChanges.DEFAULT_MAX_AGE);
    }

    /** Asserts that the average is worse since this run. */
    private static Difference assertSlowerSince(String label, Runs runs) {
        Optional<Change> change = worse(runs, Figure.AVERAGE);
        assertThat(change).map(Change::since).contains(label);
        return change.orElseThrow().difference();
    }

    private static void assertNotSlower(Runs runs) {
        assertThat(worse(runs, Figure.AVERAGE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 30})
    void aSlowdownHoldsAndNamesTheRunWhereItBegan(int runsAfter) {
        Difference difference = assertSlowerSince("r20", new Runs().add(20).slower(runsAfter, 20));
        assertThat(difference.before()).isCloseTo(102, within(0.1));
        assertThat(difference.after()).isCloseTo(122, within(2.0));
    }

    @Test
    void noiseIsNoChange() {
        Runs runs = new Runs();
        for (int i = 0; i < 60; i++) {
            assertThat(changes(runs.add(1)).mostCertain()).isEmpty();
        }
    }

    @Test
    void aSingleSlowRunIsNoChange() {
        Runs runs = new Runs().add(20).slower(1, 200);
        assertNotSlower(runs);
        assertThat(changes(runs).mostCertain()).isEmpty();
        assertSlowerSince("r20", runs.slower(1, 200));
    }

    @Test
    void aSingleSlowerRunDoesNotHideTheSlowdownBeforeIt() {
        Difference difference =
                assertSlowerSince("r20", new Runs().add(20).slower(10, 20).slower(1, 200));
        assertThat(difference.after()).isCloseTo(122, within(0.1));
    }

    @Test
    void oneRunThatIsAsFastAsBeforeUndoesASlowdown() {
        Runs runs = new Runs().add(20).slower(10, 40);
        assertSlowerSince("r20", runs);
        assertNotSlower(runs.add(1));
        assertNotSlower(runs.add(10));
    }

    @Test
    void aSlowDriftAddsUp() {
        Runs runs = new Runs().add(12);
        for (int step = 1; step <= 4; step++) {
            runs.slower(6, step * 5);
        }
        assertThat(assertSlowerSince("r12", runs).ratio()).isCloseTo(0.2, within(0.01));
    }

    @Test
    void aSlowDriftInStepsOfLocustsRoundingAddsUp() {
        Runs runs = new Runs();
        for (double p95 = 200; p95 <= 240; p95 += 10) {
            double millis = p95;
            runs.add(6, run -> run.p95(millis));
        }
        assertThat(worse(runs, Figure.P95)).hasValueSatisfying(change -> {
            assertThat(change.difference().before()).isEqualTo(200);
            assertThat(change.difference().after()).isEqualTo(240);
            assertThat(change.since()).isEqualTo("r12");
        });
    }

    @Test
    void aSlowdownThatWasUndoneDoesNotDateALaterOne() {
        Difference difference =
                assertSlowerSince("r26", new Runs().add(10).slower(8, 40).add(8).slower(4, 40));
        assertThat(difference.ratio()).isCloseTo(0.39, within(0.02));
    }

    @Test
    void aSlowdownBeganAfterAFewRunsThatWereFasterStill() {
        Difference difference =
                assertSlowerSince("r22", new Runs().add(20).slower(2, -15).slower(8, 30));
        assertThat(difference.before()).isCloseTo(102, within(0.1));
    }

    @Test
    void theBestEarlierLevelCounts() {
        Difference difference = assertSlowerSince(
                "r8", new Runs().add(8).slower(8, 20).slower(8, 10).slower(8, 30));
        assertThat(difference.before()).isCloseTo(102, within(1.0));
    }

    @Test
    void aChangeThatIsOlderThanTheLastThirtyRunsCountsAsNormal() {
        Runs runs = new Runs().add(20).slower(30, 20);
        assertSlowerSince("r20", runs);
        runs.slower(1, 20);
        assertNotSlower(runs);
        assertThat(changes(runs).worse(RequestName.AGGREGATED, Figure.AVERAGE, 31))
                .map(Change::since)
                .contains("r20");
        assertThat(changes(runs).mostCertain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void figuresThatAPersonAcceptedAreTheNewLevel(int runsUntilAccepted) {
        Runs runs = new Runs().add(20).slower(runsUntilAccepted, 20).accept();
        for (int i = 0; i < 12; i++) {
            runs.slower(1, 20);
            assertNotSlower(runs);
            assertThat(changes(runs).mostCertain()).isEmpty();
        }
        Difference difference = assertSlowerSince("r" + (32 + runsUntilAccepted), runs.slower(4, 50));
        assertThat(difference.before()).isCloseTo(122, within(1.0));
    }

    @Test
    void aChangeAfterTheAcceptedRunIsFound() {
        assertSlowerSince("r20", new Runs().add(20).accept().slower(8, 20));
        assertSlowerSince("r24", new Runs().add(20).slower(4, 20).accept().slower(8, 60));
        assertSlowerSince(
                "r23", new Runs().add(20).slower(1, 20).accept().slower(2, 20).slower(8, 60));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anAcceptedLevelOfTwoRunsCountsWhereverItIs(int runsBefore) {
        Runs runs = new Runs().add(runsBefore).add(1).accept().add(1).slower(5, 50);
        Difference difference = assertSlowerSince("r" + (runsBefore + 2), runs);
        assertThat(difference.ratio()).isCloseTo(0.5, within(0.05));
        assertThat(changes(runs).accepted(30)).contains("r" + runsBefore);
    }

    @Test
    void anAcceptedLevelCountsAtTheBeginningOfASegment() {
        Runs runs = new Runs().add(3, run -> run.users(100)).add(1).accept().add(1);
        assertSlowerSince("r5", runs.slower(5, 50));
    }

    @Test
    void figuresThatWereAcceptedUnderOtherConditionsAreNoLevel() {
        Runs runs = new Runs().add(3, run -> run.users(100)).accept().add(2).slower(5, 50);
        assertNotSlower(runs);
        assertThat(changes(runs).accepted(30)).isEmpty();
    }

    @Test
    void aFigureThatTheAcceptedRunDidNotHaveWasNotAccepted() {
        Runs runs = new Runs().add(1, run -> run.p95(null)).accept();
        runs.add(2, run -> run.p95(200.0)).add(5, run -> run.p95(300.0));
        assertThat(worse(runs, Figure.P95)).isEmpty();
    }

    @Test
    void runsUnderOtherConditionsAreNotCompared() {
        Runs runs = new Runs().add(20).add(10, run -> run.users(100).average(200));
        assertNotSlower(runs);
        assertThat(changes(runs).earlierRuns(RequestName.AGGREGATED, Figure.AVERAGE))
                .isEqualTo(9);
        assertThat(changes(runs).segment().orElseThrow().differences()).containsKey(Condition.USERS);
    }

    @Test
    void aRunWhoseLoadWasNotAsRequestedIsNotCompared() {
        HealthFinding lost = HealthFinding.unstable(HealthFinding.Kind.WORKER_LOST, "Worker 2 was lost.");
        Runs runs =
                new Runs().add(20).slower(10, 20).add(run -> run.average(300).health(lost));
        HoldingChanges changes = changes(runs);
        assertThat(changes.leftOut()).map(ExcludedRun::faults).contains(List.of("Worker 2 was lost."));
        assertThat(changes.worse(RequestName.AGGREGATED, Figure.AVERAGE, 30)).isEmpty();
        assertThat(changes.mostCertain()).isEmpty();
        assertSlowerSince("r20", runs.slower(1, 20));
    }

    @Test
    void withFewerThanSixEarlierRunsNothingIsFound() {
        Runs runs = new Runs().add(4).slower(2, 200);
        assertThat(changes(runs).earlierRuns(RequestName.AGGREGATED, Figure.AVERAGE))
                .isEqualTo(HoldingChanges.MIN_EARLIER - 1);
        assertNotSlower(runs);
        assertSlowerSince("r5", new Runs().add(5).slower(2, 200));
        assertThat(changes(new Runs().add(1)).mostCertain()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200, 210, false", "200, 230, true", "1000, 1100, false", "1000, 1300, true", "50, 51, false"})
    void aStepOfLocustsRoundingIsNoChange(double before, double after, boolean found) {
        Runs runs = new Runs().add(20, run -> run.p95(before)).add(10, run -> run.p95(after));
        assertThat(worse(runs, Figure.P95).isPresent()).isEqualTo(found);
    }

    @Test
    void fewerRequestsPerSecondAreWorse() {
        Runs runs = new Runs().add(20).add(10, run -> run.rps(40));
        assertThat(worse(runs, Figure.RPS)).map(Change::since).contains("r20");
        assertThat(worse(new Runs().add(20).add(10, run -> run.rps(60)), Figure.RPS))
                .isEmpty();
    }

    @Test
    void failuresThatWereNotThereBeforeAreWorse() {
        Runs runs = new Runs().add(20).add(10, run -> run.requests(1_000, 40));
        assertThat(worse(runs, Figure.FAILURES)).hasValueSatisfying(change -> {
            assertThat(change.since()).isEqualTo("r20");
            assertThat(change.difference().ratio()).isNull();
        });
    }

    @Test
    void aFewFailuresThatChanceExplainsAreNoChange() {
        Runs runs = new Runs().add(10).add(run -> run.requests(10_000, 1)).add(run -> run.requests(10_000, 2));
        assertThat(worse(runs, Figure.FAILURES)).isEmpty();
        assertThat(worse(runs.add(4, run -> run.requests(10_000, 20)), Figure.FAILURES))
                .isPresent();
    }

    @Test
    void improvementsAreListedToo() {
        List<HoldingChange> changes = changes(new Runs().add(20).slower(4, -20).add(run -> run.average(81)))
                .mostCertain();
        assertThat(changes).hasSize(2).allSatisfy(change -> {
            assertThat(change.metric()).isEqualTo("average");
            assertThat(change.since()).isEqualTo("r20");
            assertThat(change.worse()).isFalse();
            assertThat(change.change()).isCloseTo(-0.2, within(0.02));
        });
        assertThat(changes).extracting(HoldingChange::name).containsExactly("Aggregated", "/cart");
    }

    @Test
    void theMostCertainChangesComeFirst() {
        List<HoldingChange> changes = changes(
                        new Runs().add(20).add(10, run -> run.average(110).p95(400.0)))
                .mostCertain();
        assertThat(changes).isSortedAccordingTo((one, other) -> Double.compare(one.pValue(), other.pValue()));
        assertThat(changes).extracting(HoldingChange::metric).contains("p95", "average");
    }
}
