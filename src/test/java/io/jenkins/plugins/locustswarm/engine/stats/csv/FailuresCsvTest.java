package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresCsvTest {

    @Test
    void anOldLocustHasNoTimesOfFailures() {
        assertThat(read("2.12.0-bad"))
                .containsExactly(new FailuresCsv.Failure(
                        "GET",
                        "/bad",
                        "\"HTTPError('500 Server Error: Internal Server Error for url: http://127.0.0.1:18080/bad')\"",
                        208,
                        "",
                        ""));
    }

    @Test
    void aNewLocustHasTheTimesOfFailures() {
        assertThat(read("2.47.0-hostile"))
                .containsExactly(new FailuresCsv.Failure(
                        "GET",
                        "bad \"one\", two",
                        "HTTPError('500 Server Error: Internal Server Error for url: bad \"one\", two')",
                        5,
                        "2026-11-24T06:52:34Z",
                        "2026-11-24T06:52:39Z"));
    }

    @Test
    void aFileWithOnlyItsHeaderHasNoFailures() {
        assertThat(read("2.46.3-ok")).isEmpty();
    }

    @Test
    void aStreamIsRead() throws IOException {
        Path file = RecordedRun.file("2.47.0-hostile", RunResults.FAILURES);
        assertThat(FailuresCsv.mostFrequent(Files.newInputStream(file), "there", 10)
                        .rows())
                .isEqualTo(read("2.47.0-hostile"));
        assertThatThrownBy(() -> FailuresCsv.mostFrequent(InputStream.nullInputStream(), "there", 10))
                .isInstanceOf(BadInputException.class)
                .hasMessage("there is empty and has no header: Locust was killed before it wrote anything.");
    }

    private static List<FailuresCsv.Failure> read(String run) {
        return FailuresCsv.mostFrequent(RecordedRun.file(run, RunResults.FAILURES), 10)
                .rows();
    }
}
