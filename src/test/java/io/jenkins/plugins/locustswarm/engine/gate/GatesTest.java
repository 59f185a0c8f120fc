package io.jenkins.plugins.locustswarm.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatesTest {

    /** 540 requests, 5 failed, 89.677 requests a second; in ms: average 38.994, median 44, p95 47, max 55.360. */
    private final RunSummary hostile = read("2.47.0-hostile", 2, 1);

    /** Two kinds of requests named /a; percentiles 50, 75, 95, 99.5, 99.95 and 100. */
    private final RunSummary percentiles = read("2.47.0-percentiles", 1, 0);

    private final RunSummary ok = read("2.46.3-ok", 2, 0);

    private final RunSummary zero = read("2.47.0-zero", 1, 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p95 < 48|true|47 ms < 48 ms",
                "p95 < 47|false|47 ms is not < 47 ms",
                "p95 <= 47|true|47 ms <= 47 ms",
                "p99.9 > 54|true|55 ms > 54 ms",
                "p50 >= 45|false|44 ms is not >= 45 ms",
                "median < 45|true|44 ms < 45 ms",
                "average < 38.99|false|38.994 ms is not < 38.99 ms",
                "max < 56|true|55.36 ms < 56 ms",
                "min > 1|false|0.65 ms is not > 1 ms",
                "rps > 50|true|89.68 /s > 50 /s",
                "requests > 540|false|540 is not > 540",
                "failures < 1%|true|0.93 % < 1 %",
                "failures < 0.5%|false|0.93 % is not < 0.5 %",
                "failures < 5|false|5 is not < 5",
                "failures <= 5|true|5 <= 5"
            })
    void aGateComparesLocustsFigureWithItsThreshold(String gate, boolean passed, String why) {
        GateResult result = judge(hostile, gate);
        assertThat(result.why()).isEqualTo(why);
        assertThat(result.passed()).isEqualTo(passed);
        assertThat(result.gate()).isEqualTo(gate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failures < 1%|37219|1|0.003 % < 1 %",
                "failures < 1%|37219|37218|99.997 % is not < 1 %",
                "failures < 1%|1000000000|999999999|99.9999999 % is not < 1 %",
                "failures < 110% of baseline|37219|1|0.003 % is more than the baseline's 0 %"
            })
    void aFailureNeverRoundsToZeroAndASuccessNeverToAllFailed(String gate, int requests, int failures, String why) {
        assertThat(judge(summary(requests, failures, 10, 5), gate, summary(300, 0, 10, 5))
                        .why())
                .isEqualTo(why);
    }

    @Test
    void aResultHasItsFiguresAsNumbersToo() {
        GateResult ratio = judge(hostile, "failures < 1%");
        assertThat(ratio.actual()).isEqualTo(5.0 / 540);
        assertThat(ratio.threshold()).isEqualTo(0.01);
        GateResult time = judge(hostile, "p95 < 800");
        assertThat(time.actual()).isEqualTo(47);
        assertThat(time.threshold()).isEqualTo(800);
    }

    @Test
    void aMissedGateMakesTheRunUnstable() {
        RunSummary judged = Gates.judge(gates("p95 < 800", "p95 < 1"), ok, null, MissingBaseline.MISSES_GATE);
        assertThat(judged.gates()).extracting(GateResult::passed).containsExactly(true, false);
        assertThat(judged.verdict()).isEqualTo(Verdict.UNSTABLE);
        assertThat(ok.verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aMissedGateWithCriticalityFailedFailsTheRun() {
        assertThat(Gates.judge(gates("p95 < 1 failed", "p95 < 1"), ok, null, MissingBaseline.MISSES_GATE)
                        .verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(Gates.judge(gates("p95 < 800 failed"), ok, null, MissingBaseline.MISSES_GATE)
                        .verdict())
                .isEqualTo(Verdict.OK);
    }

    @Test
    void gatesDoNotMakeAnUnhealthyRunBetter() {
        assertThat(Gates.judge(gates("p95 >= 0"), zero, null, MissingBaseline.MISSES_GATE)
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET Aggregated p99 < 50|49 ms < 50 ms",
                "Aggregated p99 < 50|49 ms < 50 ms",
                "p95 < 800 100% failed requests > 58|59 > 58",
                "GET p95 < 800 100% failed requests > 58|59 > 58",
                "a, \"quoted\", comma p95 < 6|5 ms < 6 ms",
                "=HYPERLINK(\"http://evil\") requests > 1|60 > 1",
                "spaces requests > 58|59 > 58",
                "GET   spaces requests > 58|59 > 58",
                "ünïcödé 漢字 🙂 requests > 58|59 > 58",
                "bad \"one\", two failures <= 100%|100 % <= 100 %"
            })
    void aNameCanContainAnything(String gate, String why) {
        assertThat(judge(hostile, gate).why()).isEqualTo(why);
    }

    @Test
    void aNameOfTwoLinesIsFound() {
        assertThat(judge(hostile, "GET zwei\nZeilen requests > 1").passed()).isTrue();
    }

    @Test
    void theTypeTellsRequestsOfOneNameApart() {
        assertThat(judge(percentiles, "GET /a requests > 0").actual()).isEqualTo(109);
        assertThat(judge(percentiles, "gRPC /a requests > 0").actual()).isEqualTo(107);
        assertThat(judge(percentiles, "no type requests > 0").actual()).isEqualTo(100);
        assertMissed(
                judge(percentiles, "/a requests > 0"),
                "this run has requests of several types named \"/a\": GET, gRPC; write the type before the name");
    }

    @Test
    void aggregatedIsTheTotalUnlessARequestHasThatName() {
        assertThat(judge(percentiles, "Aggregated requests > 0").actual()).isEqualTo(316);
    }

    @Test
    void aGateOnAnUnknownNameIsMissed() {
        assertMissed(judge(hostile, "POST /a p95 < 1"), "this run has no requests named \"POST /a\"");
    }

    @Test
    void aGateOnAPercentileThatLocustDidNotReportIsMissed() {
        assertMissed(
                judge(percentiles, "p99 < 99999"),
                "this run has no p99: Locust reported 50%, 75%, 95%, 99.5%, 99.95%, 100%");
        assertThat(judge(percentiles, "p99.95 < 99999").passed()).isTrue();
    }

    @Test
    void withoutRequestsEveryGateIsMissed() {
        assertMissed(judge(zero, "p95 < 800"), "this run made no requests");
        assertMissed(judge(zero, "failures < 1%"), "this run made no requests");
        assertMissed(judge(zero, "requests < 5"), "this run made no requests");
    }

    @Test
    void aNameThatWasOnlyRequestedDuringTheRampIsSaidToBe() {
        RunSummary reset = reset(true);
        assertMissed(judge(reset, "login p95 < 800"), "this run made no requests after the ramp-up");
    }

    @Test
    void aComparisonOfFiguresWithAndWithoutARampSaysSo() {
        assertThat(judge(reset(true), "p95 < 110% of baseline", reset(false)).why())
                .endsWith("; the ramp-up is in the figures of the baseline only");
        assertThat(judge(reset(false), "failures < 110% of baseline", reset(true))
                        .why())
                .endsWith("; the ramp-up is in the figures of this run only");
        assertThat(judge(reset(true), "p95 < 110% of baseline", reset(true)).why())
                .doesNotContain("ramp-up");
    }

    @Test
    void aBaselineOfWhichSomeNamesAreNotKnownMissesAGateOnANameThatItLacks() {
        RunSummary cut = RunSummary.builder(hostile.load(), hostile.total())
                .names(percentiles.names())
                .namesLeftOut(3)
                .build();
        GateResult result = Gates.judge(
                        gates("GET it's p95 < 110% of baseline"),
                        hostile,
                        cut,
                        MissingBaseline.passesGate("no baseline"))
                .gates()
                .get(0);
        assertThat(result.passed()).isFalse();
        assertThat(result.why()).contains("among the");
    }

    private static RunSummary reset(boolean asked) {
        return RunResults.read(
                RecordedRun.folder("2.47.0-reset-stats"),
                Runs.facts(20, 22, 2).spawnRate(3.0).resetStats(asked).build());
    }

    @Test
    void withoutABaselineAGateOnItIsMissed() {
        GateResult result = judge(hostile, "p95 < 110% of baseline");
        assertMissed(result, "there is no baseline to compare with");
        assertThat(result.actual()).isEqualTo(47);
        assertThat(result.threshold()).isNull();
    }

    @Test
    void aMissingBaselineCanPassAGateButNotOneWithoutAFigure() {
        MissingBaseline firstRun = MissingBaseline.passesGate("this is the first run");
        List<Gate> gates = gates("p95 < 110% of baseline");
        GateResult result = Gates.judge(gates, hostile, null, firstRun).gates().get(0);
        assertThat(result.passed()).isTrue();
        assertThat(result.why()).isEqualTo("this is the first run");
        assertThat(result.actual()).isEqualTo(47);
        assertThat(result.threshold()).isNull();
        assertMissed(Gates.judge(gates, zero, null, firstRun).gates().get(0), "this run made no requests");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET it's p95 < 110% of baseline|MILLISECONDS",
                "failures < 1%|RATIO",
                "failures < 110% of baseline|RATIO",
                "failures < 5|COUNT",
                "rps > 80|PER_SECOND",
                "requests > 1000|COUNT"
            })
    void aResultHasTheUnitOfItsFigures(String gate, GateResult.Unit unit) {
        assertThat(judge(hostile, gate, ok).unit()).isEqualTo(unit);
    }

    @Test
    void aBaselineGivesTheThreshold() {
        RunSummary baseline = read("2.12.0-hostile", 2, 1);
        GateResult result = judge(hostile, "GET it's p95 < 110% of baseline", baseline);
        assertThat(result.why()).startsWith("48 ms < 51.7 ms (110 % of the baseline's 47 ms)");
        assertThat(result.passed()).isTrue();
        assertThat(result.baseline()).isEqualTo(47);
        assertThat(judge(hostile, "GET it's p95 < 100% of baseline", baseline).passed())
                .isFalse();
        assertThat(judge(hostile, "failures < 70% of baseline", baseline).why())
                .isEqualTo("0.93 % is not < 0.88 % (70 % of the baseline's 1.25 %); the baseline had other conditions:"
                        + " Locust version 2.12.0 instead of 2.47.0");
    }

    @ParameterizedTest
    @CsvSource({"110,<,200,220,false", "110,<,300,330,false", "115,<=,200,230,true", "110,<=,0.7,0.77,true"})
    void aFigureCanBeExactlyAPercentageOfTheBaseline(
            int percent, String sign, double baseline, double actual, boolean passed) {
        GateResult result = judge(
                summary(300, 0, 10, actual),
                "p95 " + sign + " " + percent + "% of baseline",
                summary(300, 0, 10, baseline));
        assertThat(result.threshold()).isEqualTo(actual);
        assertThat(result.passed()).isEqualTo(passed);
    }

    @Test
    void aBaselineThatLacksTheFigureSaysSo() {
        assertMissed(
                judge(hostile, "GET it's p95 < 110% of baseline", percentiles),
                "the baseline has no requests named \"GET it's\"");
        assertMissed(judge(hostile, "p95 < 110% of baseline", zero), "the baseline made no requests");
    }

    @Test
    void aBaselineThatLacksTheFigurePassesAGateAsAMissingOneDoes() {
        MissingBaseline firstRun = MissingBaseline.passesGate("this is the first run");
        List<Gate> gates = gates("GET it's p95 < 110% of baseline", "GET other p95 < 110% of baseline", "p95 < 1");
        List<GateResult> results =
                Gates.judge(gates, hostile, percentiles, firstRun).gates();
        assertThat(results).extracting(GateResult::passed).containsExactly(true, false, false);
        assertThat(results.get(0).why()).isEqualTo("the baseline has no requests named \"GET it's\"");
        assertThat(results.get(0).actual()).isEqualTo(48);
        assertThat(results.get(0).threshold()).isNull();
        assertThat(results.get(1).why()).isEqualTo("this run has no requests named \"GET other\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p95 < 800", "median < 800", "average < 800", "min < 800", "max < 800", "max >= 0"})
    void aGateOnResponseTimesThatWereNeverMeasuredIsMissed(String gate) {
        RunSummary unmeasured = summary(300, 0, 50.6, 0);
        assertMissed(
                judge(unmeasured, gate),
                "this run has no response times: the locustfile reported 300 requests without one");
        assertThat(judge(unmeasured, "requests > 299").passed()).isTrue();
        assertThat(judge(unmeasured, "rps > 50").passed()).isTrue();
    }

    @Test
    void aBaselineWithoutMeasuredResponseTimesGivesNoThreshold() {
        assertMissed(
                judge(hostile, "p95 < 110% of baseline", summary(300, 0, 50.6, 0)),
                "the baseline has no response times: the locustfile reported 300 requests without one");
    }

    @Test
    void aRateThatLocustDoesNotKnowIsNotZero() {
        assertMissed(judge(summary(3, 0, 0, 5), "rps < 50"), "this run has no rps: Locust reported 0 for 3 requests");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failures < 110% of baseline|0|true|0 %, the same as the baseline",
                "failures <= 110% of baseline|0|true|0 %, the same as the baseline",
                "failures < 110% of baseline|3|false|1 % is more than the baseline's 0 %",
                "failures <= 110% of baseline|3|false|1 % is more than the baseline's 0 %"
            })
    void aRunWithoutFailuresIsAsGoodAsABaselineWithoutFailures(String gate, int failures, boolean passed, String why) {
        GateResult result = judge(summary(300, failures, 10, 5), gate, summary(300, 0, 10, 5));
        assertThat(result.why()).isEqualTo(why);
        assertThat(result.passed()).isEqualTo(passed);
        assertThat(result.threshold()).isZero();
        assertThat(result.baseline()).isZero();
    }

    private static RunSummary summary(int requests, int failures, double perSecond, double time) {
        return SummaryJson.read(
                """
                {"format": 1, "workers": {"asked": 1, "ready": 1, "lost": 0}, "requests": %d, "failures": %d,
                 "failureRatio": %s, "requestsPerSecond": %s,
                 "responseTimes": {"average": %5$s, "median": %5$s, "p95": %5$s, "min": %5$s, "max": %5$s,
                                   "percentiles": {"95%%": %5$s}}, "names": [], "health": [], "gates": [],
                 "verdict": "ok"}
                """.formatted(requests, failures, (double) failures / requests, perSecond, time), "test");
    }

    private static void assertMissed(GateResult result, String why) {
        assertThat(result.why()).isEqualTo(why);
        assertThat(result.passed()).isFalse();
        assertThat(result.verdict()).isEqualTo(Verdict.UNSTABLE);
    }

    @Test
    void aPercentageOfAnEnormousFigureIsComparedToo() {
        ResponseTimes times = ResponseTimes.of(1e308, 1.0, 1.0, 1.7e308, Map.of());
        RunSummary enormous = RunSummary.builder(
                        Load.of("a.py").build(), NameStats.of("", "Aggregated", 1, 0, 1, times))
                .build();
        assertThat(judge(enormous, "max < 110% of baseline", enormous).passed()).isTrue();
    }

    private static GateResult judge(RunSummary summary, String gate) {
        return judge(summary, gate, null);
    }

    private static GateResult judge(RunSummary summary, String gate, RunSummary baseline) {
        return Gates.judge(gates(gate), summary, baseline, MissingBaseline.MISSES_GATE)
                .gates()
                .get(0);
    }

    private static List<Gate> gates(String... texts) {
        return Arrays.stream(texts).map(Gate::parse).toList();
    }

    private static RunSummary read(String run, int workers, int exitCode) {
        Instant began = Instant.parse("2026-11-24T06:50:00Z");
        return RunResults.read(
                RecordedRun.folder(run),
                RunFacts.of("kandu", "local")
                        .lasted(began, began.plusSeconds(6))
                        .workers(workers, workers, workers)
                        .exitCode(exitCode)
                        .build());
    }
}
