package io.jenkins.plugins.locustswarm.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunSetupTest {

    private static final RunRecord RUN = new RunRecord(
            "run-1",
            Load.of("shop.py").processes(-1).build(),
            60,
            8,
            5557,
            null,
            null,
            Instant.EPOCH,
            RunRecord.Phase.STARTED,
            null,
            2,
            null);

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
                swarm,
                RUN,
                machine -> machine.role() == Role.MASTER
                        ? new RunSetup.Kind(null, null)
                        : new RunSetup.Kind("c5.xlarge", "eu-west-1a"));
    }

    @Test
    void machinesThatWereBootstrappedAreCountedByTheirKind() {
        RunSetup setup = setup(swarm());
        assertThat(setup.slavesAsked()).isEqualTo(3);
        assertThat(setup.processes()).isEqualTo(-1);
        assertThat(setup.arguments()).isEqualTo(2);
        assertThat(setup.python()).isEqualTo("3.12.3");
        assertThat(setup.files()).isEqualTo("abc");
        assertThat(setup.machines())
                .containsExactly(
                        new RunSetup.Machines(Role.MASTER, null, null, 2, 1),
                        new RunSetup.Machines(Role.WORKER, "c5.xlarge", "eu-west-1a", 4, 2));
    }

    @Test
    void machinesOfAnotherZoneAreCountedSeparately() {
        RunSetup setup = RunSetup.of(
                swarm(),
                RUN,
                machine -> new RunSetup.Kind("c5.xlarge", machine.index() == 2 ? "eu-west-1b" : "eu-west-1a"));
        assertThat(setup.machines())
                .extracting(RunSetup.Machines::zone)
                .containsExactly("eu-west-1a", "eu-west-1a", "eu-west-1b");
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
