package io.jenkins.plugins.locustswarm.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryJsonTest {

    private final RunSummary summary = RunResults.read(
                    RecordedRun.folder("2.47.0-percentiles"),
                    Runs.facts(4, 8, 2).build())
            .withGates(List.of(new GateResult(
                    "p95 < 800",
                    812.0,
                    800.0,
                    null,
                    GateResult.Unit.MILLISECONDS,
                    Verdict.FAILED,
                    false,
                    "812 ms is not < 800 ms",
                    null)));

    @TempDir
    Path folder;

    @Test
    void aSummaryComesBackWhole() {
        assertThat(SummaryJson.read(SummaryJson.write(summary), "here")).isEqualTo(summary);
    }

    @Test
    void theFieldsAreTheDocumentedOnes() throws IOException {
        JsonNode json = new ObjectMapper().readTree(SummaryJson.write(summary));
        assertThat(fields(json))
                .containsExactly(
                        "format",
                        "swarm",
                        "provider",
                        "locustVersion",
                        "locustfile",
                        "host",
                        "users",
                        "spawnRate",
                        "runTime",
                        "resetStats",
                        "startedAt",
                        "endedAt",
                        "workers",
                        "exitCode",
                        "requests",
                        "failures",
                        "failureRatio",
                        "requestsPerSecond",
                        "responseTimes",
                        "names",
                        "topFailures",
                        "topExceptions",
                        "health",
                        "gates",
                        "verdict",
                        "usersReached");
        assertThat(fields(json.get("usersReached"))).containsExactly("users", "seconds");
        assertThat(fields(json.get("workers"))).containsExactly("asked", "ready", "lost");
        assertThat(fields(json.get("responseTimes")))
                .containsExactly("average", "median", "p90", "p95", "p99", "min", "max", "percentiles");
        assertThat(fields(json.get("names").get(0)))
                .containsExactly(
                        "type", "name", "requests", "failures", "failureRatio", "requestsPerSecond", "responseTimes");
        assertThat(fields(json.get("health").get(0))).containsExactly("kind", "severity", "sentence");
        assertThat(fields(json.get("gates").get(0)))
                .containsExactly("gate", "actual", "threshold", "baseline", "unit", "criticality", "passed", "why");
        assertThat(json.get("gates").get(0).get("unit").asText()).isEqualTo("ms");
        assertThat(json.get("locustfile").asText()).isEqualTo("typical_load.py");
        assertThat(json.get("host").asText()).isEqualTo("http://127.0.0.1:8080");
        assertThat(json.get("users").asInt()).isEqualTo(4);
        assertThat(json.get("spawnRate").asDouble()).isEqualTo(4.0);
        assertThat(json.get("runTime").isIntegralNumber()).isTrue();
        assertThat(json.get("runTime").asLong()).isEqualTo(8);
        assertThat(json.get("resetStats").isBoolean()).isTrue();
        assertThat(json.get("requests").asLong()).isEqualTo(summary.total().requests());
        assertThat(json.get("startedAt").asText()).isEqualTo("2026-11-24T06:50:00Z");
        assertThat(json.get("responseTimes").get("p99").isNull()).isTrue();
        assertThat(json.get("health").get(0).get("severity").asText()).isEqualTo("note");
        assertThat(json.get("verdict").asText()).isEqualTo("failed");
    }

    @Test
    void theCostIsIncludedForMachinesThatCostMoney() throws IOException {
        RunSummary paid = summary.withCost(new Cost(0.35, new BigDecimal("0.0036"), "USD", "list prices"));
        assertThat(SummaryJson.read(SummaryJson.write(paid), "here")).isEqualTo(paid);
        JsonNode cost = new ObjectMapper().readTree(SummaryJson.write(paid)).get("cost");
        assertThat(fields(cost)).containsExactly("machineHours", "estimate", "currency", "basis");
        assertThat(cost.get("estimate").decimalValue()).isEqualTo(new BigDecimal("0.0036"));

        RunSummary hours = summary.withCost(new Cost(0.35, null, null, "no price known"));
        assertThat(SummaryJson.read(SummaryJson.write(hours), "here")).isEqualTo(hours);
        assertThat(hours.withGates(List.of()).cost()).isEqualTo(hours.cost());
    }

    @Test
    void aBrokenSummaryIsRefusedByName() {
        assertThatThrownBy(() -> SummaryJson.read("{\"format\": ", "old/summary.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("old/summary.json");
        assertThatThrownBy(() -> SummaryJson.read("null", "old/summary.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not a summary of a run");
        assertThatThrownBy(() -> SummaryJson.read("{}", "old/summary.json")).isInstanceOf(BadInputException.class);
    }

    @Test
    void aSummaryOfALaterVersionIsRefused() {
        String later = SummaryJson.write(summary).replace("\"format\" : 1", "\"format\" : 2");
        assertThatThrownBy(() -> SummaryJson.read(later, "summary.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("its format is 2 and this version reads 1");
    }

    @Test
    void aFolderWithResultsHasASummary() throws IOException {
        assertThatThrownBy(() -> SummaryJson.readFrom(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("name a folder with the results of a run");
        Files.writeString(folder.resolve(SummaryJson.FILE), SummaryJson.write(summary));
        assertThat(SummaryJson.readFrom(folder)).isEqualTo(summary);
        Files.write(folder.resolve(SummaryJson.FILE), new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThatThrownBy(() -> SummaryJson.readFrom(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it is not a text file");
    }

    @Test
    void aGateOfAnEarlierVersionHasNoUnit() {
        String earlier = SummaryJson.write(summary).replaceFirst("\\s*\"unit\" : \"ms\",", "");
        assertThat(earlier).doesNotContain("unit\"");
        GateResult gate = SummaryJson.read(earlier, "here").gates().get(0);
        assertThat(gate.unit()).isNull();
        assertThat(gate.actual()).isEqualTo(812);
    }

    private static List<String> fields(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
