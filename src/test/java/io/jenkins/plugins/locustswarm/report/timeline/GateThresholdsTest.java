package io.jenkins.plugins.locustswarm.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.chart.ChartThreshold;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateThresholdsTest {

    private static final RequestName OK = new RequestName("GET", "/ok");

    @Test
    void gatesOnAllRequestsGiveThresholds() {
        GateThresholds gates = thresholds(
                RequestName.AGGREGATED, "p95 < 800", "median <= 1.5 failed", "rps > 2000", "Aggregated p99.9 < 900");
        assertThat(gates.thresholds())
                .containsExactly(
                        new ChartThreshold("p95", 800, "p95 < 800 ms", true),
                        new ChartThreshold("p50", 1.5, "median <= 1.5 ms", false),
                        new ChartThreshold("requestsPerSecond", 2000, "rps > 2,000 /s", false),
                        new ChartThreshold("p99.9", 900, "p99.9 < 900 ms", true));
        assertThat(gates.percentiles()).containsExactlyInAnyOrder("95%", "50%", "99.9%");
    }

    @Test
    void gatesOnFiguresThatAreNoLineGiveNone() {
        GateThresholds gates = thresholds(
                RequestName.AGGREGATED, "failures < 1%", "failures < 3", "requests > 10", "average < 9", "max < 9");
        assertThat(gates.thresholds()).isEmpty();
    }

    @Test
    void aRequestNameHasTheThresholdsOfItsOwnGates() {
        String[] texts = {"p95 < 800", "GET /ok p95 < 100", "/ok p99 < 200", "GET /other p95 < 300"};
        assertThat(thresholds(OK, texts).thresholds())
                .extracting(ChartThreshold::text)
                .containsExactly("p95 < 100 ms", "p99 < 200 ms");
        assertThat(thresholds(RequestName.AGGREGATED, texts).thresholds())
                .extracting(ChartThreshold::text)
                .containsExactly("p95 < 800 ms");
    }

    @Test
    void aGateThatComparesWithTheBaselineHasTheThresholdThatFollowed() {
        RunSummary run = Summaries.of("2.47.0-hostile");
        RunSummary judged = Summaries.judged(run, run, "p95 < 200% of baseline");
        assertThat(new GateThresholds(judged.gates(), RequestName.AGGREGATED).thresholds())
                .extracting(ChartThreshold::text)
                .containsExactly("p95 < 94 ms");

        RunSummary without = Summaries.judged(run, null, "p95 < 200% of baseline");
        assertThat(new GateThresholds(without.gates(), RequestName.AGGREGATED).thresholds())
                .isEmpty();
    }

    @Test
    void aGateOnAChangeGivesNoneSinceItLimitsTheMeanOfSeveralRuns() {
        GateResult missed = new GateResult(
                "rps change < 10%",
                40.0,
                45.0,
                50.0,
                GateResult.Unit.PER_SECOND,
                Verdict.UNSTABLE,
                false,
                "40/s is 20 % under the 50/s before #20",
                null);
        GateThresholds gates = new GateThresholds(List.of(missed), RequestName.AGGREGATED);
        assertThat(gates.thresholds()).isEmpty();
    }

    private static GateThresholds thresholds(RequestName requests, String... gates) {
        RunSummary judged = Summaries.judged(Summaries.of("2.47.0-hostile"), null, gates);
        return new GateThresholds(judged.gates(), requests);
    }
}
