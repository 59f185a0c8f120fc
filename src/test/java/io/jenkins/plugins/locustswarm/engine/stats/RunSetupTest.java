package io.jenkins.plugins.locustswarm.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSetupTest {

    private static SwarmRecord swarm() {
        SwarmRecord swarm = SwarmRecord.planned(
                        "kandu", "me", "id", "ec2", null, Instant.EPOCH, Instant.EPOCH.plusSeconds(60))
                .withMasterAsked()
                .withWorkersAsked(3, 1)
                .withMachine("master", machine -> machine.withBootstrapped("abc", 2, "3.12.3"));
        return swarm.withMachine("worker-1", machine -> machine.withBootstrapped("abc", 4, null))
                .withMachine("worker-2", machine -> machine.withBootstrapped("abc", 4, null));
    }

    private static RunSetup setup(SwarmRecord swarm) {
        return RunSetup.of(
                swarm, -1, machine -> machine.role() == Role.MASTER ? Optional.empty() : Optional.of("c5.xlarge"));
    }

    @Test
    void machinesThatWereBootstrappedAreCountedByTheirKind() {
        RunSetup setup = setup(swarm());
        assertThat(setup.slavesAsked()).isEqualTo(3);
        assertThat(setup.python()).isEqualTo("3.12.3");
        assertThat(setup.files()).isEqualTo("abc");
        assertThat(setup.machines())
                .containsExactly(
                        new RunSetup.Machines(Role.MASTER, null, 2, 1),
                        new RunSetup.Machines(Role.WORKER, "c5.xlarge", 4, 2));
    }

    @Test
    void filesThatDifferBetweenMachinesHaveNoCommonDigest() {
        SwarmRecord mixed = swarm().withMachine("worker-2", machine -> machine.withBootstrapped("def", 4, null));
        assertThat(setup(mixed).files()).isNull();
    }

    @Test
    void theSetupComesBackFromTheSummary() {
        RunSummary summary = RunResults.read(
                        RecordedRun.folder("2.47.0-percentiles"),
                        Runs.facts(4, 8, 2).build())
                .withSetup(setup(swarm()));
        assertThat(SummaryJson.read(SummaryJson.write(summary), "here")).isEqualTo(summary);
    }
}
