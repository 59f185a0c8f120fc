package io.jenkins.plugins.locustswarm.engine.stats;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.FINAL_STATISTICS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.NOTE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinalStatisticsHealthTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-slow", "2.47.0-slow"})
    void slowRequestsWithAStopTimeoutMayNotBeCounted(String run) {
        assertThat(health(run, facts(4, 6, 1).times(Duration.ofSeconds(6), Duration.ofSeconds(10))))
                .containsExactly(new HealthFinding(
                        FINAL_STATISTICS,
                        UNSTABLE,
                        "The last statistics of 1 worker processes did not reach the master in time: up to 3 s of their"
                                + " requests, and those that ended within the stop timeout of 10 s, may not be"
                                + " counted."));
    }

    @Test
    void ofALongRunThatIsLittle() throws IOException {
        Path run = Runs.copy("2.47.0-slow", folder);
        Runs.replace(run.resolve("master.log"), "06:52:5", "06:42:5");
        Runs.replace(run.resolve("master.log"), "06:42:59,875", "06:52:53,875");
        assertThat(health(run, facts(4, 600, 1)))
                .filteredOn(finding -> finding.kind() == FINAL_STATISTICS)
                .extracting(HealthFinding::severity)
                .containsExactly(NOTE);
    }

    @Test
    void aStatisticsFileThatIsOlderThanTheLogIsSaid() throws IOException {
        Path run = Runs.copy("2.46.3-bad", folder);
        Runs.replace(run.resolve(RunResults.STATS), ",Aggregated,655,", ",Aggregated,600,");
        assertThat(health(run, facts(10, 5, 2).workers(2, 2, 0).exitCode(1)))
                .filteredOn(finding -> finding.kind() == FINAL_STATISTICS)
                .containsExactly(new HealthFinding(
                        FINAL_STATISTICS,
                        UNSTABLE,
                        "Locust's log counts 655 requests and its statistics file only 600: the file was not written to"
                                + " the end."));
    }
}
