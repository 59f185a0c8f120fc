package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionsCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-hostile", "2.47.0-hostile"})
    void aTracebackGoesOverSeveralLines(String run) {
        List<ExceptionsCsv.TaskException> exceptions = read(run);
        assertThat(exceptions).hasSize(1);
        ExceptionsCsv.TaskException boom = exceptions.get(0);
        assertThat(boom.count()).isPositive();
        assertThat(boom.message()).isEqualTo("boom, \"with\" comma\nand a second line <b>");
        assertThat(boom.traceback())
                .startsWith("  File \"/opt/locust/locust/user/task.py\", line ")
                .endsWith("raise RuntimeError('boom, \"with\" comma\\nand a second line <b>')\n");
        assertThat(boom.workers()).hasSize(2).allMatch(worker -> worker.startsWith("vm_"));
    }

    @Test
    void aFileWithOnlyItsHeaderHasNoExceptions() {
        assertThat(read("2.12.0-ok")).isEmpty();
    }

    private static List<ExceptionsCsv.TaskException> read(String run) {
        return ExceptionsCsv.mostFrequent(RecordedRun.file(run, RunResults.EXCEPTIONS), 10)
                .rows();
    }
}
