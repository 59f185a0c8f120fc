package io.jenkins.plugins.locustswarm.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import io.jenkins.plugins.locustswarm.engine.trend.Runs;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeGateTest {

    private static RunSummary judged(Runs runs, String gate) {
        return Gates.judge(
                List.of(Gate.parse(gate)),
                runs.last(),
                new EarlierRuns(null, MissingBaseline.MISSES_GATE, runs.earlier()));
    }

    private static GateResult judge(Runs runs, String gate) {
        return judged(runs, gate).gates().get(0);
    }

    private static void assertMissed(GateResult result, String why) {
        assertThat(result.why()).isEqualTo(why);
        assertThat(result.passed()).isFalse();
    }

    private static void assertPassed(GateResult result, String why) {
        assertThat(result.why()).isEqualTo(why);
        assertThat(result.passed()).isTrue();
    }

    /** 20 runs with a p95 of 210 ms, then slower ones. */
    private static Runs slower(int count) {
        return new Runs().add(20, run -> run.p95(210.0)).add(count, run -> run.p95(250.0));
    }

    @Test
    void aMissedGateNamesTheRunWhereTheChangeBegan() {
        GateResult result = judge(slower(8), "p95 change < 10%");
        assertMissed(result, "250 ms is 19 % over the 210 ms before r20");
        assertThat(MissedGate.text(result))
                .isEqualTo("p95 250 ms is 19 % over the 210 ms before r20 (gate: change < 10%)");
        assertThat(result.actual()).isEqualTo(250);
        assertThat(result.baseline()).isEqualTo(210);
        assertThat(result.threshold()).isCloseTo(231, within(1e-9));
        assertThat(result.unit()).isEqualTo(GateResult.Unit.MILLISECONDS);
    }

    @Test
    void aMissedGateDecidesTheVerdict() {
        RunSummary judged = judged(slower(8), "GET /cart p95 change < 10% failed");
        assertThat(judged.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(VerdictText.of("shop", judged))
                .isEqualTo("Load test shop failed: GET /cart p95 250 ms is 19 % over the 210 ms before r20"
                        + " (gate: change < 10%)");
    }

    @Test
    void aChangeThatIsSmallerThanTheThresholdPasses() {
        assertPassed(judge(slower(8), "p95 change < 20%"), "250 ms is 19 % over the 210 ms before r20");
        assertPassed(judge(slower(8), "median change < 10%"), "no change for the worse in the last 28 runs");
        assertPassed(judge(slower(28), "median change < 10%"), "no change for the worse in the last 30 runs");
    }

    /** Adds runs whose averages differ from this one by 5 %, normally distributed. */
    private static void addNoisy(Runs runs, int count, double millis, Random random) {
        for (int i = 0; i < count; i++) {
            double average = millis * (1 + 0.05 * random.nextGaussian());
            runs.add(run -> run.average(average));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20})
    void theRunThatUndoesASlowdownPassesDespiteTheNoise(int slowRuns) {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            Runs runs = new Runs();
            addNoisy(runs, 20, 100, random);
            addNoisy(runs, slowRuns, 130, random);
            assertThat(judge(runs, "average change < 10%").passed()).isFalse();
            runs.add(run -> run.average(94));
            assertThat(judge(runs, "average change < 10%"))
                    .as("seed %d", seed)
                    .extracting(GateResult::why)
                    .asString()
                    .matches("94 ms is not worse than before r20|no change for the worse in the last \\d+ runs");
            assertThat(judged(runs, "average change < 10%").changes()).noneMatch(HoldingChange::worse);
        }
    }

    @Test
    void aRunThatIsAsGoodAsBeforeAChangeSaysSo() {
        Random random = new Random(1);
        Runs runs = new Runs();
        addNoisy(runs, 20, 100, random);
        addNoisy(runs, 5, 130, random);
        assertPassed(
                judge(runs.add(run -> run.average(97)), "average change < 10%"), "97 ms is not worse than before r20");
        assertThat(judge(runs.add(run -> run.average(120)), "average change < 10%")
                        .passed())
                .isFalse();
    }

    @Test
    void aChangeForTheBetterPasses() {
        Runs faster = new Runs().add(20, run -> run.p95(250.0)).add(8, run -> run.p95(210.0));
        assertPassed(judge(faster, "p95 change < 10%"), "no change for the worse in the last 28 runs");
        assertThat(judged(faster, "p95 change < 10%").changes())
                .hasSize(2)
                .noneMatch(HoldingChange::worse)
                .allMatch(change -> change.since().equals("r20"));
    }

    @ParameterizedTest
    @CsvSource({"8, false", "10, false", "11, true"})
    void aGateLooksBackAsFarAsItSays(int runsAfter, boolean passed) {
        assertThat(judge(slower(runsAfter), "p95 change < 10% within 10 runs").passed())
                .isEqualTo(passed);
    }

    @ParameterizedTest
    @CsvSource({"<, false", "<=, true"})
    void aChangeCanBeExactlyAsLargeAsTheThreshold(String sign, boolean passed) {
        Runs runs = new Runs().add(20, run -> run.p95(200.0)).add(8, run -> run.p95(230.0));
        GateResult result = judge(runs, "p95 change " + sign + " 15%");
        assertThat(result.why()).isEqualTo("230 ms is 15 % over the 200 ms before r20");
        assertThat(result.threshold()).isEqualTo(230);
        assertThat(result.passed()).isEqualTo(passed);
    }

    @Test
    void fewerRequestsPerSecondAreAChangeForTheWorse() {
        Runs runs = new Runs().add(20).add(8, run -> run.rps(40));
        GateResult result = judge(runs, "rps change < 10%");
        assertMissed(result, "40 /s is 20 % under the 50 /s before r20");
        assertThat(result.threshold()).isEqualTo(45);
        assertThat(judge(runs, "rps change < 25%").passed()).isTrue();
    }

    @Test
    void failuresAreComparedWithTheEarlierRatio() {
        Runs runs = new Runs().add(20, run -> run.requests(10_000, 200)).add(8, run -> run.requests(10_000, 300));
        assertMissed(judge(runs, "failures change < 10%"), "3 % is 50 % over the 2 % before r20");
        assertThat(judge(runs, "failures change < 60%").passed()).isTrue();
    }

    @Test
    void anyRiseOfFailuresThatWereNotThereBeforeMisses() {
        Runs runs = new Runs().add(20).add(8, run -> run.requests(1_000, 40));
        GateResult result = judge(runs, "failures change < 1000%");
        assertMissed(result, "4 % instead of 0 % before r20");
        assertThat(MissedGate.text(result)).isEqualTo("failures 4 % instead of 0 % before r20 (gate: change < 1000%)");
        assertThat(SummaryJson.write(judged(runs, "failures change < 10%"))).doesNotContain("Infinity", "NaN");
    }

    @Test
    void withTooFewRunsItSaysSoAndPasses() {
        String needed = "; at least 6 are needed to tell a change from noise";
        assertPassed(judge(new Runs().add(1), "p95 change < 10%"), "no comparable earlier run" + needed);
        assertPassed(judge(new Runs().add(2), "p95 change < 10%"), "only 1 comparable earlier run" + needed);
        assertPassed(
                judge(new Runs().add(4).add(2, run -> run.p95(900.0)), "p95 change < 10%"),
                "only 5 comparable earlier runs" + needed);
        assertPassed(
                judge(new Runs().add(20).add(2, run -> run.users(100).p95(900.0)), "p95 change < 10%"),
                "only 1 comparable earlier run with users 100 instead of 50" + needed);
    }

    @Test
    void sevenRunsAreEnough() {
        assertPassed(judge(new Runs().add(7), "p95 change < 10%"), "no change for the worse in the last 7 runs");
    }

    @Test
    void aGateOnANameFollowsTheRequestsOfThisName() {
        Runs slowCart = new Runs().add(20).add(8, run -> run.cartP95(250.0));
        assertMissed(judge(slowCart, "/cart p95 change < 10%"), "250 ms is 25 % over the 200 ms before r20");
        assertPassed(judge(slowCart, "p95 change < 10%"), "no change for the worse in the last 28 runs");
    }

    @Test
    void aRunThatIsNotComparedPassesAndSaysWhy() {
        HealthFinding lost = HealthFinding.unstable(HealthFinding.Kind.WORKER_LOST, "Worker 2 was lost.");
        Runs runs = slower(8).add(run -> run.p95(250.0).health(lost));
        assertPassed(judge(runs, "p95 change < 10%"), "this run is not compared with earlier ones: Worker 2 was lost");
    }

    @Test
    void figuresThatWereAcceptedPass() {
        Runs runs = slower(4).accept().add(4, run -> run.p95(250.0));
        assertPassed(judge(runs, "p95 change < 10%"), "no change for the worse since r23, whose figures were accepted");
        assertPassed(judge(runs, "p95 change < 10% within 3 runs"), "no change for the worse in the last 3 runs");
    }

    @Test
    void aFigureThatTheRunDoesNotHaveMisses() {
        assertMissed(judge(slower(8), "p99 change < 10%"), "this run has no p99: Locust reported 95%");
        assertMissed(judge(slower(8), "/none p95 change < 10%"), "this run has no requests named \"/none\"");
    }

    @Test
    void changesAreListedWithoutAGateToo() {
        RunSummary judged = Gates.judge(
                List.of(),
                slower(8).last(),
                new EarlierRuns(null, MissingBaseline.MISSES_GATE, slower(8).earlier()));
        assertThat(judged.changes()).hasSize(2).allSatisfy(change -> {
            assertThat(change.metric()).isEqualTo("p95");
            assertThat(change.since()).isEqualTo("r20");
            assertThat(change.worse()).isTrue();
        });
        assertThat(judged.verdict()).isEqualTo(Verdict.OK);
        assertThat(Gates.judge(List.of(), judged, EarlierRuns.NONE).changes()).hasSize(2);
    }
}
