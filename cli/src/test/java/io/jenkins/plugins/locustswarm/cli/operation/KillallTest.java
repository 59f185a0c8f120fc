package io.jenkins.plugins.locustswarm.cli.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordStore;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code killall} records while other commands work on the swarm. */
@Timeout(60)
class KillallTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Runnable whileItStops = () -> {};
    private Caller caller;
    private FileRecordStore records;
    private MachineOperation operation;

    private final FakeProvider provider = new FakeProvider() {
        @Override
        public Shell connect(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
            whileItStops.run();
            return super.connect(swarm, machine);
        }
    };

    @BeforeEach
    void startRun() {
        PrintStream stream = new PrintStream(err, true, UTF_8);
        Terminal terminal = new Terminal(stream, stream, false, 120, UTF_8);
        caller = new CommandLab(folder).caller(terminal, new Interrupts(Thread.currentThread()), "killall");
        operation = new MachineOperation(
                caller, new SwarmSessions(caller, Config.none(), "load", (bootstrap, record) -> provider));
        provider.answers("master", "");
        records = caller.home().records();
        records.save(SwarmRecord.planned("load", "ann", "here", "fake", Map.of(), NOW, NOW)
                .withMasterAsked()
                .withMachine(
                        "master",
                        machine -> machine.withAddresses("127.0.0.9", "127.0.0.9", null)
                                .withFolders("/f", "/v")
                                .withBootstrapped("d", 1, null))
                .withRun(run("1")));
    }

    private static RunRecord run(String id) {
        Load load = Load.of("load.py").users(1).runTime(Duration.ofHours(1)).build();
        return new RunRecord(id, load, 120, 1, 5557, null, null, NOW, RunRecord.Phase.STARTED, null, null, null);
    }

    private SwarmRecord killall() throws InterruptedException {
        assertThat(operation.killall("load", EnumSet.allOf(Role.class))).isEqualTo(ExitCode.OK);
        return records.load("load").orElseThrow();
    }

    private void another(UnaryOperator<SwarmRecord> change) {
        records.save(change.apply(records.load("load").orElseThrow()));
    }

    @Test
    void aRunThatWasStoppedIsRecordedAsStopped() throws Exception {
        assertThat(killall().openRun()).isEmpty();
    }

    @Test
    void machinesAndALeaseThatAnotherCommandAddsMeanwhileStayInTheRecord() throws Exception {
        whileItStops =
                () -> another(record -> record.withWorkersAsked(2, 1).withLeaseExtendedTo(NOW.plusSeconds(3600)));
        SwarmRecord after = killall();
        assertThat(after.openRun()).isEmpty();
        assertThat(after.machines(Role.WORKER)).hasSize(2);
        assertThat(after.leaseEnds()).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void aRunThatAnotherCommandHasStartedMeanwhileStaysOpen() throws Exception {
        whileItStops = () -> another(record -> record.withRun(run("2")));
        assertThat(killall().openRun()).isPresent();
    }

    @Test
    void aSwarmThatWasTakenDownMeanwhileGetsNoRecordAgain() throws Exception {
        whileItStops = () -> records.delete("load");
        operation.killall("load", EnumSet.allOf(Role.class));
        assertThat(records.load("load")).isEmpty();
    }

    @Test
    void aRunIsRecordedAsStoppedAlthoughKillallIsInterrupted() throws Exception {
        RecordStore shared = new SharedRecords(records, () -> caller.home().lock("load", "killall"));
        Thread.currentThread().interrupt();
        try {
            shared.update(
                    records.load("load").orElseThrow(),
                    record -> record.withRun(record.run().withPhase(RunRecord.Phase.STOPPED)));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(records.load("load").orElseThrow().openRun()).isEmpty();
    }

    @Test
    void aCommandThatWorksOnTheSwarmForLongIsNotAwaitedAndItsRecordStays() throws Exception {
        try (CommandLock lock = caller.home().lock("load", "up all -s 5")) {
            assertThat(operation.killall("load", EnumSet.allOf(Role.class))).isEqualTo(ExitCode.FAILED);
            assertThat(records.load("load").orElseThrow().openRun()).isPresent();
        }
        assertThat(err.toString(UTF_8))
                .contains("Locust was stopped, but that could not be recorded: stop it again before the next run."
                        + " Swarm load is in use by \"up all -s 5\"");
        assertThat(killall().openRun()).isEmpty();
    }
}
