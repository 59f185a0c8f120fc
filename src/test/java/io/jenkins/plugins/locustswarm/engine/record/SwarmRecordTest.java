package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SwarmRecordTest {

    private final SwarmRecord planned = Records.planned("kandu");

    @Test
    void repeatingARequestChangesNothing() {
        SwarmRecord once = planned.withMasterAsked().withWorkersAsked(3, 2);
        assertThat(once.withMasterAsked().withWorkersAsked(3, 2)).isEqualTo(once);
        assertThat(once.machines())
                .extracting(MachineRecord::name)
                .containsExactly("master", "worker-1", "worker-2", "worker-3");
    }

    @Test
    void moreWorkersJoinThoseThatAreThere() {
        SwarmRecord two = planned.withWorkersAsked(2, 2).withMachine("worker-1", machine -> machine.withId("i-1"));
        SwarmRecord four = two.withWorkersAsked(4, 3);
        assertThat(four.machines(Role.WORKER))
                .hasSize(4)
                .startsWith(two.machines().toArray(new MachineRecord[0]));
        assertThat(four.workersNeeded()).isEqualTo(3);
    }

    @Test
    void fewerWorkersThanThereAreChangesOnlyHowManyAreNeeded() {
        SwarmRecord four = planned.withWorkersAsked(4, 4);
        SwarmRecord asked = four.withWorkersAsked(2, 2);
        assertThat(asked.workersAsked()).isEqualTo(4);
        assertThat(asked.machines()).isEqualTo(four.machines());
        assertThat(asked.workersNeeded()).isEqualTo(2);
    }

    @Test
    void takingARoleAwayLeavesTheOther() {
        SwarmRecord full = Records.full("kandu");
        SwarmRecord noMaster = full.without(Role.MASTER);
        assertThat(full.master()).get().extracting(MachineRecord::name).isEqualTo("master");
        assertThat(noMaster.master()).isEmpty();
        assertThat(noMaster.masterAsked()).isFalse();
        assertThat(noMaster.machines(Role.WORKER)).isEqualTo(full.machines(Role.WORKER));
        SwarmRecord noWorkers = full.without(Role.WORKER);
        assertThat(noWorkers.master()).isEqualTo(full.master());
        assertThat(noWorkers.workersAsked()).isZero();
        assertThat(noWorkers.machines(Role.WORKER)).isEmpty();
    }

    @Test
    void aResourceCanComeAndGo() {
        SwarmRecord with = planned.withResource("key-pair", "k-1");
        assertThat(with.resources()).containsEntry("key-pair", "k-1");
        assertThat(with.withoutResource("key-pair")).isEqualTo(planned);
    }

    @Test
    void aRunIsOpenUntilItsResultsAreCollectedOrDiscarded() {
        RunRecord run = Records.full("kandu").run();
        for (RunRecord.Phase phase : RunRecord.Phase.values()) {
            boolean open = phase == RunRecord.Phase.STARTING || phase == RunRecord.Phase.STARTED;
            assertThat(planned.withRun(run.withPhase(phase)).openRun().isPresent())
                    .as(phase.name())
                    .isEqualTo(open);
        }
        assertThat(planned.openRun()).isEmpty();
    }

    @Test
    void onlyMachinesOnWhichBootstrapSucceededAreReady() {
        SwarmRecord full = Records.full("kandu");
        assertThat(full.ready(Role.MASTER)).isEqualTo(full.machines(Role.MASTER));
        assertThat(full.ready(Role.WORKER)).extracting(MachineRecord::name).containsExactly("worker-2");
        assertThat(full.withMachine("worker-2", machine -> machine.withBootstrapping("d1gest"))
                        .ready(Role.WORKER))
                .isEmpty();
    }

    @Test
    void otherFilesChangeNothingElseOfASwarm() {
        SwarmRecord full = Records.full("kandu");
        SwarmRecord other = full.withFiles("load tests", "d1gest");
        assertThat(other.locustfileFolder()).isEqualTo("load tests");
        assertThat(other.requirements()).isEqualTo("d1gest");
        assertThat(other.withFiles(full.locustfileFolder(), full.requirements()))
                .isEqualTo(full);
    }

    @Test
    void anExtensionNeverShortensALease() {
        Instant end = planned.leaseEnds();
        assertThat(planned.withLeaseExtendedTo(end.plusSeconds(1)).leaseEnds()).isEqualTo(end.plusSeconds(1));
        assertThat(planned.withLeaseExtendedTo(end.minusSeconds(1))).isEqualTo(planned);
        assertThat(planned.withLeaseEnds(end.minusSeconds(1)).leaseEnds())
                .as("unless that is what was asked for")
                .isEqualTo(end.minusSeconds(1));
    }

    @Test
    void onlyMachinesThatWereBootstrappedCanHaveOtherFiles() {
        SwarmRecord full = Records.full("kandu");
        assertThat(full.hasOtherFiles("d1gest")).isFalse();
        assertThat(full.hasOtherFiles("n3w")).isTrue();
        assertThat(planned.withWorkersAsked(2, 2).hasOtherFiles("n3w")).isFalse();
    }

    @Test
    void aChangeOfAMachineIsNotMadeToTheOneThatReplacedIt() {
        SwarmRecord before = planned.withWorkersAsked(2, 2)
                .withMachine("worker-1", machine -> machine.withId("i-1"))
                .withMachine("worker-2", machine -> machine.withId("i-2"));
        SwarmRecord replaced = before.withMachine("worker-2", machine -> machine.withId("i-3"));
        SwarmRecord changed = replaced.withSameMachines(before.machines().stream()
                .collect(Collectors.toMap(
                        MachineRecord::identity, known -> machine -> machine.withBootstrapping("n3w"))));
        assertThat(changed.machines())
                .extracting(MachineRecord::id, MachineRecord::bootstrapping)
                .containsExactly(tuple("i-1", "n3w"), tuple("i-3", null));
    }
}
