package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    void theTableHasARowForEachNameAndATotal() {
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
    void failuresWithoutRequestsHaveNoPercentage() {
        String odd = JSON.replace(
                "\"requests\": 0, \"failures\": 0, \"failureRatio\": null",
                "\"requests\": 0, \"failures\": 7, \"failureRatio\": null");
        assertThat(SummaryText.of(SummaryJson.read(odd, "test"), 120))
                .contains("\nPOST  /never                         0          7        -");
    }

    @Test
    void figuresWithoutTheRampSaySo() {
        String asked = JSON.replaceFirst("\"locustfile\"", "\"resetStats\": true, \"locustfile\"");
        assertThat(SummaryText.of(SummaryJson.read(asked, "test"), 80))
                .contains(
                        "\nThe ramp-up is not in these figures, nor in those of the gates: Locust reset its statistics");
        String unfinished = asked.replace("WORKER_LOST", "RAMP_IN_FIGURES");
        assertThat(SummaryText.of(SummaryJson.read(unfinished, "test"), 80)).doesNotContain("ramp-up");
    }

    @Test
    void aGateIsShownWithItsResultAndReason() {
        RunSummary summary = Gates.judge(
                List.of(Gate.parse("p95 < 800"), Gate.parse("rps > 50 failed")),
                SummaryJson.read(JSON, "test"),
                null,
                MissingBaseline.MISSES_GATE);
        assertThat(SummaryText.of(summary, 80))
                .contains("Gate passed: p95 < 800: 89 ms < 800 ms\n")
                .contains("Gate missed (failed): rps > 50: 29.94 /s is not > 50 /s\n")
                .endsWith("Verdict: failed");
    }

    @Test
    void theCostIsAnEstimateOrMachineHours() {
        RunSummary summary = SummaryJson.read(JSON, "test");
        assertThat(SummaryText.of(summary.withCost(new Cost(0.35, new BigDecimal("0.0036"), "USD", "list prices")), 80))
                .contains(
                        "\nCost until the results were collected: 0.35 machine-hours, about 0.0036 USD (list prices)\n");
        assertThat(SummaryText.of(summary.withCost(new Cost(0.35, null, null, "no price known")), 80))
                .contains("\nCost until the results were collected: 0.35 machine-hours (no price known)\n");
        assertThat(SummaryText.of(summary, 80)).doesNotContain("Cost");
    }

    @Test
    void namesAreCutOnANarrowTerminal() {
        assertThat(SummaryText.of(SummaryJson.read(JSON, "test"), 84).lines().limit(5))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(84))
                .anyMatch(line -> line.contains(" /kand...b[31m "));
    }

    @Test
    void failuresOfLongNamesThatDifferInTheirMiddleStillDiffer() {
        String ends = "y".repeat(100);
        String row = "{\"count\": 1, \"type\": \"GET\", \"name\": \"%s\", \"error\": \"refused\"}";
        String failures = "\"topFailures\": {\"leftOut\": 0, \"occurrences\": 2, \"rows\": ["
                + row.formatted(ends + "A" + ends) + ", " + row.formatted(ends + "B" + ends) + "]}, ";
        RunSummary summary = SummaryJson.read(JSON.replaceFirst("\"health\"", failures + "\"health\""), "test");
        assertThat(SummaryText.of(summary, 100).lines().filter(line -> line.contains("refused")))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aFailureNeverRoundsToZeroAndASuccessNeverToAllFailed() {
        String one = JSON.replace(
                "\"requests\": 300, \"failures\": 3, \"failureRatio\": 0.01",
                "\"requests\": 37219," + " \"failures\": 1, \"failureRatio\": 0.0000268");
        assertThat(SummaryText.of(SummaryJson.read(one, "test"), 120))
                .contains("1 (< 0.1 %)")
                .doesNotContain("0.0 %");
        String most = JSON.replace(
                "\"requests\": 300, \"failures\": 3, \"failureRatio\": 0.01",
                "\"requests\": 37219," + " \"failures\": 37218, \"failureRatio\": 0.9999732");
        assertThat(SummaryText.of(SummaryJson.read(most, "test"), 120))
                .contains("37218 (> 99.9 %)")
                .doesNotContain("100.0 %");
    }

    @Test
    void aSmallRateIsNotShownAsZero() {
        String slow = JSON.replace("\"requestsPerSecond\": 29.94", "\"requestsPerSecond\": 0.02")
                .replace("\"average\": 12.34", "\"average\": 0.03");
        assertThat(SummaryText.of(SummaryJson.read(slow, "test"), 120).lines())
                .anyMatch(line -> line.matches(" +Aggregated .* < 0\\.1 .* < 0\\.1"));
    }

    @Test
    void theMostImportantOfThousandsOfNamesAreShownAndTheOthersCounted() {
        String names = IntStream.range(0, 6461)
                .mapToObj(i -> """
                        {"type": "GET", "name": "/n%d", "requests": %d, "failures": %d, "failureRatio": 0.5,
                         "requestsPerSecond": 1.0, "responseTimes": {}}""".formatted(i, i, i == 7 ? 5 : i == 9 ? 1 : 0))
                .collect(Collectors.joining(","));
        RunSummary summary = SummaryJson.read(
                JSON.replaceFirst("(?s)\"names\": \\[.*?\\],\\s*\"health\"", "\"names\": [" + names + "], \"health\""),
                "test");
        assertThat(summary.names()).hasSize(6461);
        List<String> rows = SummaryText.of(summary, 120)
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("GET"))
                .toList();
        assertThat(rows).hasSize(50);
        assertThat(rows.get(0)).startsWith("GET   /n7 ");
        assertThat(rows.get(1)).startsWith("GET   /n9 ");
        assertThat(rows.get(2)).startsWith("GET   /n6413 ");
        assertThat(rows.get(49)).startsWith("GET   /n6460 ");
        RunSummary cut = SummaryJson.read(JSON.replace("\"gates\": []", "\"gates\": [], \"namesLeftOut\": 7"), "test");
        assertThat(SummaryText.of(cut, 120)).contains("\n7 more request names are in locust_stats.csv;");
        assertThat(SummaryText.of(summary, 120))
                .contains("\n6411 more request names are in locust_stats.csv; the table shows those with the most"
                        + " requests or failures.\n");
    }
}
