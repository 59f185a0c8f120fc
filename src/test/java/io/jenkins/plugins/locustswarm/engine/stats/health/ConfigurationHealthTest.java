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
import java.io.IOException;
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
    void aSmallDifferenceIsOnlyANote() throws IOException {
        Path run = Runs.copy("2.47.0-slow", folder);
        Runs.replace(run.resolve("worker-1.log"), "Starting Locust 2.47.0", "Starting Locust 2.47.1");
        assertThat(health(run, facts(4, 6, 1)))
                .contains(new HealthFinding(
                        LOCUST_VERSIONS, NOTE, "The master ran Locust 2.47.0, and some workers ran Locust 2.47.1."));
    }
}
