package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A locustfile that puts identifiers into its request names. */
class MostRequestedTest {

    private static final long READABLE = 16_000_000;

    private static final String HEADER = "Type,Name,Request Count,Failure Count,Median Response Time,"
            + "Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,"
            + "50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\r\n";
    private static final String FIGURES = ",0,123456.789012345678,123456.789012345678,123456.789012345678"
            + ",123456.789012345678,0.0,12345.12345678901,0.0" + ",123456.789012".repeat(11) + "\r\n";

    @TempDir
    private Path folder;

    /** The row with that number was requested so many times. */
    private RunSummary read(int rows, IntFunction<String> name, IntFunction<Integer> requests) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(RunResults.STATS))) {
            out.write(HEADER);
            for (int i = 0; i < rows; i++) {
                out.write("GET,\"" + name.apply(i).replace("\"", "\"\"") + "\"," + requests.apply(i) + FIGURES);
            }
            out.write(",Aggregated,1000000" + FIGURES);
        }
        return RunResults.read(folder, Runs.facts(4, 8, 2).build());
    }

    @Test
    void theSummaryHasTheMostRequestedNamesAndCountsTheOthers() throws IOException {
        RunSummary summary = read(12_345, i -> "/item/" + i, i -> i);

        assertThat(summary.names().size()).isEqualTo(10_000);
        assertThat(summary.names().get(0).name()).isEqualTo("/item/2345");
        assertThat(summary.names().stream().map(NameStats::requests).toList()).isSorted();
        assertThat(summary.namesLeftOut()).isEqualTo(2_345);
        assertThat(summary.total().requests()).isEqualTo(1_000_000);
        assertThat(summary.health())
                .extracting(HealthFinding::sentence)
                .contains("There are 12,345 request names; the summary contains the 10,000 most requested ones, and"
                        + " locust_stats.csv contains all of them.");
        assertThat(SummaryJson.read(SummaryJson.write(summary), "here").equals(summary))
                .isTrue();
    }

    @Test
    void theFirstOfEquallyRequestedNamesAreKept() throws IOException {
        assertThat(read(10_001, i -> "/item/" + i, i -> 7).names().get(9_999).name())
                .isEqualTo("/item/9999");
    }

    @Test
    void aGateOnANameThatWasLeftOutExplainsIt() throws IOException {
        RunSummary summary = read(10_001, i -> "/item/" + i, i -> 7);
        RunSummary judged =
                Gates.judge(List.of(Gate.parse("/item/10000 p95 < 800")), summary, null, MissingBaseline.MISSES_GATE);
        assertThat(judged.gates().get(0).why())
                .isEqualTo("this run has no requests named \"/item/10000\" among the 10,000 most requested names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\u0001", "\u20ac", "\ud83d\ude00"})
    void theSummaryIsNeverTooLargeToBeRead(String character) throws IOException {
        RunSummary summary = read(20_000, i -> i + character.repeat(1_000), i -> 20_000 - i);

        assertThat(SummaryJson.write(summary).getBytes(UTF_8).length).isBetween(1, (int) READABLE);
        assertThat(summary.names().size()).isGreaterThan(1_000);
        assertThat(summary.names().size() + summary.namesLeftOut()).isEqualTo(20_000);
    }

    @Test
    void tenThousandShortNamesAreKept() throws IOException {
        RunSummary summary = read(10_000, i -> "/item/" + i, i -> i);
        assertThat(summary.names().size()).isEqualTo(10_000);
        assertThat(summary.namesLeftOut()).isNull();
        assertThat(SummaryJson.write(summary).getBytes(UTF_8).length).isLessThan((int) READABLE);
    }

    @Test
    void aHugeNameDoesNotTakeThePlaceOfOthers() throws IOException {
        RunSummary summary = read(100, i -> i == 0 ? "x".repeat(9_000_000) : "/item/" + i, i -> 1_000 - i);
        assertThat(summary.names().size()).isEqualTo(99);
        assertThat(summary.namesLeftOut()).isEqualTo(1);
    }
}
