package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ALL_FAILED;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.engine.text.SummaryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllFailedHealthTest {

    private static final String HEADER = "Type,Name,Request Count,Failure Count,Median Response Time,Average Response"
            + " Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,95%\r\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"2.12.0-bad, 208", "2.46.3-bad, 150"})
    void aRequestNameWhoseRequestsAllFailedMakesTheRunUnstableWithoutAGate(String run, int count) throws IOException {
        RunSummary summary = RunResults.read(
                Runs.copy(run, folder), facts(10, 5, 2).exitCode(1).build());
        assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
        assertThat(summary.health())
                .filteredOn(finding -> finding.kind() == ALL_FAILED)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(UNSTABLE);
                    assertThat(finding.sentence())
                            .startsWith("All " + count + " requests named GET /bad failed; the most frequent failure ("
                                    + count + " times): ")
                            .contains("500 Server Error: Internal Server Error")
                            .doesNotContain("....");
                });
        assertThat(SummaryText.of(summary, 80).lines())
                .containsSequence("", "Failures, the most frequent first:")
                .anyMatch(line -> line.matches("  " + count + "  GET /bad: \"?HTTPError\\('500 .*\\.\\.\\.")
                        && line.length() == 80);
    }

    @Test
    void aRunWhoseFewRequestsAllFailedIsUnstable() throws IOException {
        assertThat(findings(row("GET", "/a", 2, 2) + row("GET", "/b", 1, 1) + row("", "Aggregated", 3, 3)))
                .containsExactly("All 3 requests failed; the most frequent failure (2 times): refused.");
        assertThat(findings(row("GET", "/a", 1, 1) + row("", "Aggregated", 1, 1)))
                .containsExactly("The only request failed; the most frequent failure (2 times): refused.");
    }

    @Test
    void fewRequestsOfOneNameMayAllFail() throws IOException {
        String others = row("GET", "/b", 100, 99) + row("", "Aggregated", 119, 118);
        assertThat(findings(row("GET", "/a", 19, 19) + others)).isEmpty();
        assertThat(findings(row("GET", "/a", 20, 20) + others)).hasSize(1);
    }

    @Test
    void someOfManyNamesAreListed() throws IOException {
        String rows = IntStream.range(0, 1000)
                .mapToObj(i -> row("GET", "/" + i, 30, 30))
                .collect(Collectors.joining());
        assertThat(findings(rows + row("GET", "/ok", 1, 0) + row("", "Aggregated", 30_001, 30_000)))
                .containsExactly(
                        "All requests with these names failed: GET /0 (30), GET /1 (30), GET /2 (30), GET /3 (30),"
                                + " GET /4 (30) and 995 more.");
    }

    private static String row(String type, String name, int requests, int failures) {
        return type + "," + name + "," + requests + "," + failures + ",5,5,5,5,2,1,1,5\r\n";
    }

    private List<String> findings(String stats) throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve(RunResults.STATS), HEADER + stats);
        Files.writeString(
                run.resolve(RunResults.FAILURES),
                "Method,Name,Error,Occurrences\r\nGET,/b,timed out,1\r\nGET,/a,refused,2\r\n");
        return Runs.health(run, facts(10, 5, 2)).stream()
                .filter(finding -> finding.kind() == ALL_FAILED)
                .map(HealthFinding::sentence)
                .toList();
    }

    @Test
    void theMostFrequentFailureOfANameIsOneOfThisName() throws IOException {
        String others = row("GET", "/c", 100, 99) + row("", "Aggregated", 120, 119);
        assertThat(findings(row("GET", "/b", 20, 20) + others))
                .containsExactly("All 20 requests named GET /b failed; the most frequent failure (1 time): timed out.");
        assertThat(findings(row("POST", "/b", 20, 20) + others))
                .as("its failures are not in the file")
                .containsExactly("All 20 requests named POST /b failed.");
    }
}
