package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

    static final String JSON = """
            {"format": 1, "swarm": "demo", "provider": "local", "locustVersion": "2.47.0", "locustfile": "a.py",
             "workers": {"asked": 3, "ready": 2, "lost": 1}, "exitCode": 0,
             "requests": 300, "failures": 3, "failureRatio": 0.01, "requestsPerSecond": 29.94,
             "responseTimes": {"average": 12.34, "median": 4.0, "p95": 89.0, "p99": 180.0, "max": 446.5,
                               "percentiles": {"95%": 89.0}},
             "names": [
               {"type": "GET", "name": "/kandus/[id]\\u001b[31m", "requests": 300, "failures": 3, "failureRatio": 0.01,
                "requestsPerSecond": 29.94, "responseTimes": {"average": 12.34, "max": 446.5}},
               {"type": "POST", "name": "/never", "requests": 0, "failures": 0, "failureRatio": null,
                "requestsPerSecond": 0.0, "responseTimes": {}}],
             "health": [{"kind": "WORKER_LOST", "severity": "unstable", "sentence": "worker-2 was lost.\\nVerdict: ok"}],
             "gates": [], "verdict": "unstable"}
            """;

    @Test
    void theTableHasARowForEachNameAndOneForAll() {
        assertThat(SummaryText.of(SummaryJson.read(JSON, "test"), 120)).isEqualTo("""
                Response times in ms:
                Type  Name                    Requests     Failed  Average  Median  p95  p99  Max  Requests/s
                GET   /kandus/[id]\\u001b[31m       300  3 (1.0 %)       12       -    -    -  447        29.9
                POST  /never                         0          0        -       -    -    -    -         0.0
                      Aggregated                   300  3 (1.0 %)       12     4.0   89  180  447        29.9

                Workers: 2 of 3, 1 lost, Locust 2.47.0
                Health, unstable: worker-2 was lost.\\u000aVerdict: ok
                Verdict: unstable""");
    }

    @Test
    void aGateSaysWhatItWasAndWhy() {
        RunSummary summary = Gates.judge(
                List.of(Gate.parse("p95 < 800"), Gate.parse("rps > 50 failed")), SummaryJson.read(JSON, "test"), null);
        assertThat(SummaryText.of(summary, 80))
                .contains("Gate passed: p95 < 800: 89 ms < 800 ms\n")
                .contains("Gate missed (failed): rps > 50 failed: 29.94 /s is not > 50 /s\n")
                .endsWith("Verdict: failed");
    }

    @Test
    void whatTheMachinesCostIsAnEstimateOrJustHours() {
        RunSummary summary = SummaryJson.read(JSON, "test");
        assertThat(SummaryText.of(summary.withCost(new Cost(0.35, new BigDecimal("0.0036"), "USD", "list prices")), 80))
                .contains(
                        "\nCost until the results were collected: 0.35 machine-hours, about 0.0036 USD (list prices)\n");
        assertThat(SummaryText.of(summary.withCost(new Cost(0.35, null, null, "no price known")), 80))
                .contains("\nCost until the results were collected: 0.35 machine-hours (no price known)\n");
        assertThat(SummaryText.of(summary, 80)).doesNotContain("Cost");
    }

    @Test
    void namesGiveWayOnANarrowTerminal() {
        assertThat(SummaryText.of(SummaryJson.read(JSON, "test"), 84).lines().limit(5))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(84))
                .anyMatch(line -> line.contains("/kandus/[i..."));
    }
}
