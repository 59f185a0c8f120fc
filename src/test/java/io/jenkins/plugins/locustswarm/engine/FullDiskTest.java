package io.jenkins.plugins.locustswarm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.TeardownNotRecordedException;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.Warnings;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.run.StartedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations that go on although the swarm's record cannot be written. */
class FullDiskTest {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    @TempDir
    private Path folder;

    private final Machines provider = new Machines();
    private final List<String> warnings = new ArrayList<>();
    private FileRecordStore store;
    private RecordKeeper keeper;
    private Swarm swarm;

    @BeforeEach
    void start() {
        store = new FileRecordStore(folder);
        keeper = StartedRun.keeper(folder);
        keeper.update(record -> record.withPhase(SwarmRecord.Phase.UP));
        swarm = new Swarm(keeper, provider, new Warnings(warnings));
    }

    /** Neither a part nor the record can be written while a folder has the place of the record. */
    private void fillTheDisk() throws Exception {
        Files.delete(record());
        Files.createDirectories(record().resolve("full"));
    }

    private void freeTheDisk() throws Exception {
        Files.delete(record().resolve("full"));
        Files.delete(record());
    }

    private Path record() {
        return store.folderOf("load").resolve("record.json");
    }

    private void assertWarned(String despite) {
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith(despite + " The record of swarm load could not be written to " + record() + ": ");
    }

    @Test
    void machinesAreTakenDownAlthoughTheBeginningOfTheTeardownCannotBeRecorded() throws Exception {
        fillTheDisk();
        provider.whileItDestroys = this::freeTheDisk;
        swarm.down(ALL);
        assertThat(provider.destroyed).isTrue();
        assertWarned("The teardown continues, but its state could not be recorded.");
        assertThat(store.load("load").orElseThrow().phase()).isEqualTo(SwarmRecord.Phase.DOWN);
    }

    @Test
    void aSwarmIsNotDownBeforeThatIsRecorded() throws Exception {
        provider.whileItDestroys = this::fillTheDisk;
        assertThatThrownBy(() -> swarm.down(ALL))
                .isInstanceOf(TeardownNotRecordedException.class)
                .hasMessageStartingWith(
                        "The machines of swarm load were taken down, but that could not be recorded. The"
                                + " record of swarm load could not be written to " + record() + ": ")
                .satisfies(e -> assertThat(((MachinesLeftException) e).left()).isEmpty());
        assertThat(swarm.record().phase()).isEqualTo(SwarmRecord.Phase.GOING_DOWN);
        freeTheDisk();
        provider.whileItDestroys = () -> {};
        swarm.down(ALL);
        assertThat(store.load("load").orElseThrow().phase()).isEqualTo(SwarmRecord.Phase.DOWN);
    }

    @Test
    void aDiskThatStaysFullKeepsNoMachineAndTheTeardownIsRepeated() throws Exception {
        fillTheDisk();
        assertThatThrownBy(() -> swarm.down(ALL)).isInstanceOf(TeardownNotRecordedException.class);
        assertThat(provider.destroyed).isTrue();
        freeTheDisk();
        swarm.down(ALL);
        assertThat(store.load("load").orElseThrow().phase()).isEqualTo(SwarmRecord.Phase.DOWN);
        assertThat(store.load("load").orElseThrow().machines()).isEmpty();
    }

    @Test
    void aTeardownOfSomeMachinesIsRecordedInTheEnd() throws Exception {
        fillTheDisk();
        assertThatThrownBy(() -> swarm.down(EnumSet.of(Role.WORKER))).isInstanceOf(TeardownNotRecordedException.class);
        freeTheDisk();
        swarm.down(EnumSet.of(Role.WORKER));
        assertThat(store.load("load").orElseThrow().machines())
                .singleElement()
                .extracting(MachineRecord::role)
                .isEqualTo(Role.MASTER);
    }

    @Test
    void aTeardownThatFailsAsWellSaysWhatIsLeft() throws Exception {
        fillTheDisk();
        provider.whileItDestroys = () -> {
            throw new MachinesLeftException("The machine i-1 may be left.", List.of("i-1"), null);
        };
        assertThatThrownBy(() -> swarm.down(ALL)).hasMessage("The machine i-1 may be left.");
        assertThat(swarm.record().phase()).isEqualTo(SwarmRecord.Phase.GOING_DOWN);
    }

    @Test
    void theReasonOfAnEarlyStopCountsAlthoughItCannotBeRecordedAtOnce() throws Exception {
        EarlyStop reason = EarlyStop.by("ann", Instant.EPOCH);
        fillTheDisk();
        swarm.stopEarly(run -> true, reason);
        assertWarned("The load is stopped, but the reason could not be recorded.");
        assertThat(swarm.record().run().earlyStop()).isEqualTo(reason);
        freeTheDisk();
        keeper.update(record -> record.withPhase(SwarmRecord.Phase.GOING_DOWN));
        assertThat(store.load("load").orElseThrow().run().earlyStop()).isEqualTo(reason);
    }

    private interface Event {
        void happen() throws Exception;
    }

    private static final class Machines extends FakeProvider {

        private Event whileItDestroys = () -> {};
        private boolean destroyed;

        @Override
        public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) {
            try {
                whileItDestroys.happen();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new BringUpException("The test is wrong.", e);
            }
            roles.forEach(role -> keeper.updateAnyway(record -> record.without(role))); // as every provider does
            destroyed = true;
        }
    }
}
