package io.jenkins.plugins.locustswarm.benchmarks.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterTimesTest {

    private static final Duration RUN_TIME = Duration.ofSeconds(30);

    private static final String BEGUN = """
            [2026-11-30 02:44:10,000] vm/INFO/locust.runners: a_1 (index 0) reported as ready. 1 workers connected.
            [2026-11-30 02:44:12,500] vm/INFO/locust.runners: a_2 (index 1) reported as ready. 2 workers connected.
            [2026-11-30 02:44:13,000] vm/INFO/locust.main: Run time limit set to 30 seconds
            [2026-11-30 02:44:13,100] vm/INFO/locust.runners: Sending spawn jobs of 20 users at 20.00 spawn rate to 2 ready workers
            """;

    @TempDir
    private Path folder;

    private MasterTimes read(String log) throws IOException {
        return MasterTimes.read(Files.writeString(folder.resolve("master.log"), log), RUN_TIME);
    }

    @Test
    void theTimesOfAMasterThatKeepsUpAreRead() throws IOException {
        MasterTimes times = read(BEGUN + """
                [2026-11-30 02:44:13,400] vm/INFO/locust.runners: All users spawned: {"User": 20} (20 total users)
                [2026-11-30 02:44:44,200] vm/INFO/locust.main: Shutting down (exit code 0)
                """);
        assertThat(times.register()).isEqualTo(2.5);
        assertThat(times.spawn()).isCloseTo(0.3, within(0.001));
        assertThat(times.late()).isCloseTo(1.2, within(0.001));
        assertThat(times.missing()).isZero();
    }

    @Test
    void aMasterThatEndsBeforeAllUsersAreSpawnedHasSpawnedUntilItsEnd() throws IOException {
        MasterTimes times =
                read(BEGUN + "[2026-11-30 02:44:44,100] vm/INFO/locust.main: Shutting down (exit code 0)\n");
        assertThat(times.spawn()).isCloseTo(31.0, within(0.001));
    }

    @Test
    void aMasterThatNeitherSpawnsAllUsersNorNoticesTheEndHasNoTimesForThem() throws IOException {
        MasterTimes times = read(BEGUN);
        assertThat(times.register()).isEqualTo(2.5);
        assertThat(times.spawn()).isNull();
        assertThat(times.late()).isNull();
    }
}
