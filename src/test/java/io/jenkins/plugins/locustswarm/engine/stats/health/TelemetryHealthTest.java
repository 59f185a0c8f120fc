package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.TELEMETRY_MISSING;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryHealthTest {

    @Test
    void whatLocustLacksForTelemetryIsANote(@TempDir Path folder) throws IOException {
        Path run = Runs.copy("2.46.3-ok", folder);
        String message =
                "OpenTelemetry SDK is not installed, opentelemetry not enabled. Run 'pip install locust[otel]'";
        Files.writeString(
                run.resolve(RunResults.MASTER_LOG),
                "[2026-11-24 06:50:00,000] vm/ERROR/locust.opentelemetry: " + message + "\n",
                StandardOpenOption.APPEND);
        assertThat(health(run, facts(10, 8, 2)))
                .filteredOn(finding -> finding.kind() == TELEMETRY_MISSING)
                .containsExactly(HealthFinding.note(
                        TELEMETRY_MISSING, "Telemetry (--otel) is incomplete; Locust's message: " + message));
    }
}
