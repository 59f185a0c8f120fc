package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTextTest {

    /** 1000 requests, 757 failed, p95 of 89 ms; a worker was lost. */
    private static final String JSON = """
            {"format": 1, "requests": 1000, "failures": 757, "failureRatio": 0.7575, "requestsPerSecond": 29.94,
             "workers": {"asked": 3, "ready": 2, "lost": 1},
             "responseTimes": {"p95": 89.0, "percentiles": {"95%%": 89.0}},
             "names": [],
             "health": [%s{"kind": "CPU", "severity": "note", "sentence": "A note."}],
             "gates": [], "verdict": "unstable"}
            """;

    private static final String LOST_WORKER =
            "{\"kind\": \"WORKER_LOST\", \"severity\": \"unstable\", \"sentence\": \"worker-2 was lost\\u001b.\"},";

    private static RunSummary run(String health) {
        return SummaryJson.read(JSON.formatted(health), "test");
    }

    private static String judged(RunSummary run, RunSummary baseline, String... gates) {
        List<Gate> parsed = Stream.of(gates).map(Gate::parse).toList();
        return VerdictText.of("checkout", Gates.judge(parsed, run, baseline, MissingBaseline.MISSES_GATE));
    }

    @Test
    void aMissedGateIsNamedWithItsFigure() {
        assertThat(judged(run(""), null, "p95 < 100", "failures < 1% failed"))
                .isEqualTo("Load test checkout failed: 75.75 % of all requests failed, above the threshold of 1 %");
        assertThat(judged(run(""), null, "p95 < 80"))
                .isEqualTo("Load test checkout is unstable: p95 89 ms is above the threshold of 80 ms");
    }

    @Test
    void aGateOnTheBaselineIsNamedWithBothThresholds() {
        assertThat(judged(run(""), run(""), "p95 < 90% of baseline"))
                .isEqualTo(
                        "Load test checkout is unstable: p95 89 ms is above the threshold of 80.1 ms (90% of baseline)");
        assertThat(judged(run(""), null, "p95 < 90% of baseline"))
                .startsWith("Load test checkout is unstable: gate p95 < 90% of baseline could not be evaluated: ");
    }

    @Test
    void aMissedGateIsNamedAlikeWhenItsSummaryIsReadAgain() {
        RunSummary judged = Gates.judge(
                List.of(Gate.parse("p95 < 90% of baseline")), run(""), run(""), MissingBaseline.MISSES_GATE);
        assertThat(VerdictText.of("checkout", SummaryJson.read(SummaryJson.write(judged), "test")))
                .isEqualTo(
                        "Load test checkout is unstable: p95 89 ms is above the threshold of 80.1 ms (90% of baseline)");
    }

    @Test
    void aMissedGateOfAnEarlierVersionIsQuoted() {
        GateResult earlier = new GateResult(
                "p95 < 80",
                89.0,
                80.0,
                null,
                GateResult.Unit.MILLISECONDS,
                Verdict.UNSTABLE,
                false,
                "89 ms is not < 80 ms",
                null);
        assertThat(VerdictText.of("checkout", run("").withGates(List.of(earlier))))
                .isEqualTo("Load test checkout is unstable: gate p95 < 80 was missed: 89 ms is not < 80 ms");
    }

    @Test
    void whatDecidedTheVerdictIsNamedAndTheRestIsCounted() {
        assertThat(judged(run(LOST_WORKER), null, "p95 < 80", "requests > 5000 failed"))
                .isEqualTo("Load test checkout failed: 1,000 requests are below the threshold of 5,000;"
                        + " p95 89 ms is above the threshold of 80 ms; 1 more problem");
        assertThat(judged(run(LOST_WORKER), null, "p95 < 80"))
                .isEqualTo(
                        "Load test checkout is unstable: p95 89 ms is above the threshold of 80 ms; worker-2 was lost\\u001b");
    }

    @Test
    void aFindingIsQuotedSafelyWhereNoGateWasMissed() {
        assertThat(judged(run(LOST_WORKER), null, "p95 < 100"))
                .isEqualTo("Load test checkout is unstable: worker-2 was lost\\u001b");
    }

    @Test
    void severalFindingsReadAsOneSentence() {
        assertThat(VerdictText.of(
                        "checkout",
                        run("").withHealth(List.of(
                                failed("The stop condition \"failures > 50%\" was met."),
                                failed("All 12 requests failed.")))))
                .isEqualTo(
                        "Load test checkout failed: the stop condition \"failures > 50%\" was met; all 12 requests failed");
    }

    @Test
    void aNameAPathOrAnAbbreviationAtTheBeginningOfAFindingStaysAsItIs() {
        for (String text :
                List.of("Locust ended", "Results/a.csv is cut", "GET /a failed", "CPU was busy", "Error: no")) {
            assertThat(VerdictText.of("a", run("").withHealth(List.of(failed(text + ".")))))
                    .isEqualTo("Load test a failed: " + text);
        }
    }

    private static HealthFinding failed(String sentence) {
        return HealthFinding.failed(HealthFinding.Kind.ZERO_REQUESTS, sentence);
    }

    @Test
    void aLongFindingIsCut() {
        RunSummary run = run("").withHealth(List.of(
                HealthFinding.failed(HealthFinding.Kind.ZERO_REQUESTS, "No requests, since " + "x".repeat(1000))));
        assertThat(VerdictText.of("checkout", run))
                .startsWith("Load test checkout failed: no requests, since xxx")
                .endsWith("xxx...")
                .hasSizeLessThan(350);
    }

    @Test
    void aRunThatIsFinePasses() {
        assertThat(judged(run(""), null)).isEqualTo("Load test checkout passed");
        assertThat(judged(run(""), null, "p95 < 800", "rps > 1"))
                .isEqualTo("Load test checkout passed: its 2 gates passed");
    }
}
