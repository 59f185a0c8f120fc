package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.TASK_EXCEPTIONS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.engine.text.SummaryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionHealthTest {

    private static final String HEADER = "Count,Message,Traceback,Nodes\r\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"2.12.0-hostile, 4", "2.47.0-hostile, 10"})
    void tasksThatRaiseExceptionsMakeTheRunUnstable(String run, int count) {
        RunSummary summary =
                RunResults.read(RecordedRun.folder(run), facts(6, 6, 2).build());
        assertThat(summary.health())
                .containsExactly(new HealthFinding(
                        TASK_EXCEPTIONS,
                        UNSTABLE,
                        "Users raised " + count + " exceptions: boom, \"with\" comma?and a second line <b>."));
        assertThat(summary.verdict()).isEqualTo(Verdict.UNSTABLE);
        assertThat(summary.topExceptions().occurrences()).isEqualTo(count);
        assertThat(summary.topExceptions().rows()).singleElement().satisfies(exception -> {
            assertThat(exception.count()).isEqualTo(count);
            assertThat(exception.message()).isEqualTo("boom, \"with\" comma\nand a second line <b>");
            assertThat(exception.raisedAt()).startsWith("File \"").contains(", line ", ", in ");
        });
    }

    @Test
    void theMostFrequentOfSeveralExceptionsIsNamedWithItsCount() throws IOException {
        assertThat(finding("1,first,\"  File \"\"a.py\"\", line 1\",vm_1\r\n212,second,,vm_1\r\n"))
                .isEqualTo("Users raised 213 exceptions; the most frequent one (212 times): second.");
        assertThat(finding("1,,,vm_1\r\n")).isEqualTo("Users raised 1 exception: (no message).");
        assertThat(finding("1,It failed.,,vm_1\r\n")).isEqualTo("Users raised 1 exception: It failed.");
        assertThat(finding("1," + "x".repeat(1000) + ",,vm_1\r\n"))
                .endsWith("xxx...")
                .doesNotEndWith("....");
    }

    @Test
    void theSameExceptionOnWorkersWithDifferentFoldersIsOne() throws IOException {
        RunSummary summary = read("2,x,\"  File \"\"/w1/a.py\"\", line 7, in buy\",vm_1\r\n"
                + "4,y,\"  File \"\"/w1/a.py\"\", line 7, in buy\",vm_1\r\n"
                + "3,x,\"  File \"\"/w2/a.py\"\", line 7, in buy\",vm_2\r\n");
        assertThat(summary.topExceptions())
                .isEqualTo(new MostFrequent<>(
                        List.of(
                                new ExceptionCount(5, "x", "File \"/w2/a.py\", line 7, in buy"),
                                new ExceptionCount(4, "y", "File \"/w1/a.py\", line 7, in buy")),
                        0,
                        9));
    }

    @Test
    void theExceptionsAreListedBelowTheTableWithoutControlCharacters() throws IOException {
        RunSummary summary = read("3,\u001b[31mred,\"  File \"\"/opt/run/a.py\"\", line 1, in buy\",vm_1\r\n"
                + "1,b,,\r\n2,c,,\r\n1,d,,\r\n1,e,,\r\n1,f,,\r\n1,g,,\r\n");
        assertThat(SummaryText.of(summary, 100)).contains("""

                Exceptions of users, the most frequent first:
                  3  \\u001b[31mred (File "a.py", line 1, in buy)
                  2  c
                  1  b
                  1  d
                  1  e
                  2 more are in locust_exceptions.csv.
                """);
    }

    private String finding(String rows) throws IOException {
        return read(rows).health().stream()
                .filter(finding -> finding.kind() == TASK_EXCEPTIONS)
                .findFirst()
                .orElseThrow()
                .sentence();
    }

    private RunSummary read(String rows) throws IOException {
        Path run = folder.resolve("2.46.3-ok");
        if (!Files.exists(run)) {
            Runs.copy("2.46.3-ok", folder);
        }
        Files.writeString(run.resolve(RunResults.EXCEPTIONS), HEADER + rows);
        return RunResults.read(run, facts(10, 8, 2).exitCode(1).build());
    }
}
