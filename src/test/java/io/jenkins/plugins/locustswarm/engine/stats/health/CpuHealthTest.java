package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.CPU;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuHealthTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-cpu"})
    void aWorkerWithoutCpuToSpareIsTheBottleneck(String run) {
        assertThat(health(run, facts(2, 14, 2)))
                .containsExactly(new HealthFinding(
                        CPU,
                        UNSTABLE,
                        "CPU usage was above 90 % on worker-1, worker-2: the swarm was the bottleneck, not the"
                                + " host. Use more slaves, or more processes on each."));
    }

    @Test
    void theLogOfTheMasterIsEnough() throws IOException {
        Path run = Runs.copy("2.12.0-cpu", folder);
        Files.delete(run.resolve("worker-1.log"));
        Files.delete(run.resolve("worker-2.log"));
        assertThat(health(run, facts(2, 14, 2)))
                .filteredOn(finding -> finding.kind() == CPU)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("worker vm_", ", worker vm_"));
    }

    @Test
    void aMasterWithoutCpuToSpareIsTheBottleneck() throws IOException {
        Path run = Runs.copy("2.46.3-ok", folder);
        Runs.replace(
                run.resolve("master.log"),
                "[2026-11-23 05:36:28,756]",
                "[2026-11-23 05:36:27,000] vm/WARNING/root: CPU usage above 90%! This may constrain your throughput\n"
                        + "[2026-11-23 05:36:28,756]");
        assertThat(health(run, facts(10, 8, 2)))
                .filteredOn(finding -> finding.kind() == CPU)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .contains("above 90 % on the master: the swarm")
                        .endsWith("host. Use faster cores for the master, or fewer worker processes."));
    }
}
