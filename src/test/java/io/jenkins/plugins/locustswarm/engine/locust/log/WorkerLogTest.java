package io.jenkins.plugins.locustswarm.engine.locust.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerLogTest {

    @ParameterizedTest
    @CsvSource({"2.12.0-slow, 2.12.0", "2.47.0-slow, 2.47.0"})
    void aWorkerThatStayedToTheEnd(String run, String version) {
        WorkerLog log = read(run, "worker-1.log");
        assertThat(log.worker()).isEqualTo("worker-1");
        assertThat(log.hosts()).containsExactly("vm");
        assertThat(log.version()).isEqualTo(version);
        assertThat(log.cpuOverloaded()).isFalse();
        assertThat(log.quits()).isEqualTo(1);
        assertThat(log.lastLine()).isEqualTo("Shutting down (exit code 0)");
    }

    @ParameterizedTest
    @CsvSource({"2.12.0-worker-terminated", "2.47.0-worker-terminated"})
    void aWorkerThatLeftWasNotAskedToQuit(String run) {
        assertThat(read(run, "worker-2.log").quits()).isZero();
    }

    @Test
    void eachProcessOfAMachineIsAskedToQuit() {
        assertThat(read("2.47.0-processes", "worker-2.log").quits()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"2.12.0-cpu"})
    void aWorkerWithoutCpuToSpareSaysSo(String run) {
        assertThat(read(run, "worker-1.log").cpuOverloaded()).isTrue();
    }

    @Test
    void ofTheHostsInALogTheFirstOnesAreKept(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("worker-1.log");
        Files.write(
                log,
                IntStream.range(0, 1000)
                        .mapToObj(index -> "[2026-11-23 05:34:55,999] host" + index + "/INFO/locust.main: x")
                        .toList());
        assertThat(WorkerLog.read(log).hosts()).hasSize(16).startsWith("host0", "host1");
    }

    private static WorkerLog read(String run, String file) {
        return WorkerLog.read(RecordedRun.file(run, file));
    }
}
