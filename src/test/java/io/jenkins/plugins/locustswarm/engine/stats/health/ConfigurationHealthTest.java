package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.LOCUST_VERSIONS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.STRAY_CONFIGURATION;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.NOTE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationHealthTest {

    @TempDir
    Path folder;

    @Test
    void aConfigurationFileNextToTheLocustfileIsReported() {
        assertThat(health(
                        "2.47.0-processes", facts(4, 5, 4).workers(4, 2, 2).strayConfiguration(List.of("locust.conf"))))
                .containsExactly(new HealthFinding(
                        STRAY_CONFIGURATION,
                        NOTE,
                        "Locust also read configuration from locust.conf next to the locustfile, which may have"
                                + " changed the run."));
    }

    @Test
    void differentVersionsThatLocustWarnsAboutAreReported() {
        assertThat(health("versions", facts(4, 5, 2)))
                .containsExactly(new HealthFinding(
                        LOCUST_VERSIONS,
                        UNSTABLE,
                        "The master ran Locust 2.47.0, and some workers ran Locust" + " 2.12.0."));
    }

    @Test
    void ofManyVersionsTheFirstOnesAreNamed() throws IOException {
        Path run = Runs.copy("versions", folder);
        StringBuilder log = new StringBuilder(Files.readString(run.resolve(RunResults.MASTER_LOG)));
        for (int i = 0; i < 1000; i++) {
            log.append("[2026-11-23 05:34:55,999] vm/WARNING/locust.runners: A worker (vm_")
                    .append(i)
                    .append(") running a different version (2.12.")
                    .append(i)
                    .append("x".repeat(100))
                    .append(") connected, master version is 2.47.0\n");
        }
        Files.writeString(run.resolve(RunResults.MASTER_LOG), log);
        assertThat(health(run, facts(4, 5, 2)))
                .filteredOn(finding -> finding.kind() == LOCUST_VERSIONS)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.sentence()).endsWith(" more.").hasSizeLessThan(500));
    }

    @Test
    void aSmallDifferenceIsOnlyANote() throws IOException {
        Path run = Runs.copy("2.47.0-slow", folder);
        Runs.replace(run.resolve("worker-1.log"), "Starting Locust 2.47.0", "Starting Locust 2.47.1");
        assertThat(health(run, facts(4, 6, 1)))
                .contains(new HealthFinding(
                        LOCUST_VERSIONS, NOTE, "The master ran Locust 2.47.0, and some workers ran Locust 2.47.1."));
    }
}
