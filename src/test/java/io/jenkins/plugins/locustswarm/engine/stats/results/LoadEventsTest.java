package io.jenkins.plugins.locustswarm.engine.stats.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadEventsTest {

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-one-worker-killed", "2.47.0-worker-terminated"})
    void aLostWorkerHasItsTime(String recording) throws IOException {
        LoadEvents events = read(recording);
        assertThat(events.workersLost())
                .singleElement()
                .satisfies(time -> assertThat(time).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20)));
        assertThat(events.workersBusy()).isEmpty();
        assertThat(events.masterBusy()).isNull();
    }

    @Test
    void busyWorkersHaveTheTimeOfTheirFirstWarning() throws IOException {
        assertThat(read("2.12.0-cpu").workersBusy())
                .containsExactly(Duration.ofMillis(10_283), Duration.ofMillis(10_287));
    }

    @Test
    void onlyTheFirstWarningOfABusyMasterCountsAndNoneFromBeforeTheLoad() throws IOException {
        String warning = "vm/WARNING/root: CPU usage above 90%! This may constrain your throughput\n";
        String start =
                "[2026-11-24 06:50:31,000] vm/INFO/locust.runners: Sending spawn jobs of 2 users at 2.00 spawn rate to 1 ready workers\n";
        String during = "[2026-11-24 06:50:42,000] " + warning + "[2026-11-24 06:50:52,000] " + warning;
        assertThat(read(start.getBytes(UTF_8), during.getBytes(UTF_8)).masterBusy())
                .isEqualTo(Duration.ofSeconds(11));

        String before = "[2026-11-24 06:50:20,000] " + warning;
        assertThat(read(before.getBytes(UTF_8), start.getBytes(UTF_8)).masterBusy())
                .isNull();
    }

    @Test
    void aRunThatWentWellHasNoEvents() throws IOException {
        assertThat(read("2.47.0-hostile")).isEqualTo(LoadEvents.NONE);
    }

    private static LoadEvents read(String recording) throws IOException {
        return LoadEvents.read(
                Files.newInputStream(RecordedRun.file(recording, RunResults.MASTER_LOG)), RunResults.MASTER_LOG);
    }

    private static LoadEvents read(byte[] one, byte[] other) throws IOException {
        byte[] log = new byte[one.length + other.length];
        System.arraycopy(one, 0, log, 0, one.length);
        System.arraycopy(other, 0, log, one.length, other.length);
        return LoadEvents.read(new ByteArrayInputStream(log), RunResults.MASTER_LOG);
    }
}
