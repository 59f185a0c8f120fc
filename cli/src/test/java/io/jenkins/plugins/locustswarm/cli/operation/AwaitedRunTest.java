package io.jenkins.plugins.locustswarm.cli.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.SilentMasterException;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What other commands do to a run for which {@code run} waits. */
@Timeout(60)
class AwaitedRunTest {

    private static final String ENDED = "now=8\nbegan=2\nended=7\nexit-code=0\nprocess=gone\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Runnable whileItWaits = () -> {};
    private FileRecordStore records;
    private RunOperation operation;
    private SwarmSessions sessions;
    private Caller caller;

    private final FakeProvider provider = new FakeProvider() {
        @Override
        public Shell connect(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
            Runnable once = whileItWaits;
            whileItWaits = () -> {};
            once.run();
            return super.connect(swarm, machine);
        }
    };

    @BeforeEach
    void startRun() {
        PrintStream stream = new PrintStream(err, true, UTF_8);
        caller = new CommandLab(folder)
                .caller(new Terminal(stream, stream, false, 120, UTF_8), new Interrupts(Thread.currentThread()), "run");
        sessions = new SwarmSessions(caller, Config.none(), "load", (bootstrap, record) -> provider);
        operation =
                new RunOperation(caller, sessions, new ResultRequest(Path.of("results"), summary -> summary, false));
        provider.answers("master", ENDED);
        records = caller.home().records();
        Instant now = Instant.now();
        records.save(SwarmRecord.planned("load", "ann", "here", "fake", Map.of(), now, now)
                .withMasterAsked()
                .withMachine(
                        "master",
                        machine -> machine.withAddresses("127.0.0.9", "127.0.0.9", null)
                                .withFolders("/f", "/v")
                                .withBootstrapped("d", 1, null))
                .withRun(run("1", "a.py")));
    }

    private RunOperation operation(Duration patience) {
        return new RunOperation(
                caller, sessions, new ResultRequest(Path.of("results"), summary -> summary, false), patience);
    }

    private CommandLock lockOfAnotherCommand() {
        return caller.home().lock("load", "locust-swarm up");
    }

    /** Does this as soon as the command says that it waits for the lock. */
    private void onceItWaitsForTheLock(Runnable action) {
        new Thread(() -> {
                    Deadline deadline = Deadline.in(Duration.ofSeconds(50));
                    while (!err.toString(UTF_8).contains("waiting for it for up to 20 minutes") && !deadline.passed()) {
                        Thread.onSpinWait();
                    }
                    action.run();
                })
                .start();
    }

    private static RunRecord run(String id, String locustfile) {
        Load load = Load.of(locustfile).users(1).runTime(Duration.ofHours(1)).build();
        return new RunRecord(
                id, load, 120, 1, 5557, null, null, Instant.now(), RunRecord.Phase.STARTED, null, null, null);
    }

    private SwarmRecord record() {
        return records.load("load").orElseThrow();
    }

    private void another(UnaryOperator<SwarmRecord> change) {
        records.save(change.apply(record()));
    }

    @Test
    void theRunThatWasAwaitedIsCollected() {
        operation.awaitAndCollect("load");
        assertThat(record().run().phase()).isEqualTo(RunRecord.Phase.COLLECTED);
        assertThat(folder.resolve("results/summary.json")).exists();
    }

    @Test
    void aRunThatHasReplacedTheAwaitedOneIsLeftAlone() {
        whileItWaits = () -> another(record -> record.withRun(run("2", "b.py")));
        assertThatThrownBy(() -> operation.awaitAndCollect("load"))
                .isInstanceOf(BringUpException.class)
                .hasMessage("The run that was waited for is no longer on swarm load, because it was stopped or"
                        + " collected in the meantime and a run of b.py was started: that one was left as it is.");
        assertThat(record().openRun()).map(RunRecord::id).contains("2");
        assertThat(folder.resolve("results/summary.json")).doesNotExist();
    }

    @Test
    void aRunThatReplacesTheOneThatWasStartedIsNotAwaited() {
        RunRecord started = run("1", "a.py");
        another(record -> record.withRun(run("2", "b.py")));
        assertThatThrownBy(() -> operation.awaitAndCollect("load", folder.resolve("results"), started))
                .hasMessageContaining("a run of b.py was started");
        assertThat(record().openRun()).map(RunRecord::id).contains("2");
    }

    @Test
    void aMasterThatStaysSilentMayStillHaveTheResults() {
        whileItWaits = () -> {
            throw new SilentMasterException("The master does not answer.", null);
        };
        assertThatThrownBy(() -> operation.awaitAndCollect("load"))
                .hasMessage(
                        "The master does not answer. Its results may still be there: once the machine answers again,"
                                + " collect them with: locust-swarm run --resume --swarm load");
        assertThat(record().openRun()).isPresent();
    }

    @Test
    void aRunThatWasStoppedByAnotherCommandIsReported() {
        whileItWaits = () -> another(record -> record.withRun(record.run().withPhase(RunRecord.Phase.STOPPED)));
        assertThatThrownBy(() -> operation.awaitAndCollect("load"))
                .hasMessage("The run of a.py on swarm load was stopped in the meantime, which discards its results:"
                        + " start it again.");
    }

    @Test
    void theResultsAreCollectedAsSoonAsAnotherCommandHasReleasedTheSwarm() {
        CommandLock lock = lockOfAnotherCommand();
        onceItWaitsForTheLock(lock::close);
        operation.awaitAndCollect("load");
        assertThat(err.toString(UTF_8)).contains("Swarm load is in use by \"locust-swarm up\" (process ");
        assertThat(record().run().phase()).isEqualTo(RunRecord.Phase.COLLECTED);
    }

    @Test
    void aSwarmThatAnotherCommandTakesDownMeanwhileIsReported() {
        CommandLock lock = lockOfAnotherCommand();
        onceItWaitsForTheLock(() -> {
            records.delete("load");
            lock.close();
        });
        assertThatThrownBy(() -> operation.awaitAndCollect("load"))
                .isInstanceOf(BringUpException.class)
                .hasMessage("Swarm load was taken down before the results of its run were collected.");
    }

    @Test
    void ctrlCEndsTheWaitForAnotherCommand() {
        try (CommandLock lock = lockOfAnotherCommand()) {
            onceItWaitsForTheLock(caller.interrupts()::request);
            assertThat(operation.awaitAndCollect("load")).isEqualTo(ExitCode.INTERRUPTED);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(err.toString(UTF_8))
                .contains("Interrupted. Collect the results with: locust-swarm run --resume --swarm load");
        assertThat(record().openRun()).isPresent();
    }

    @Test
    void aCommandThatKeepsTheSwarmForTooLongIsNamed() {
        try (CommandLock lock = lockOfAnotherCommand()) {
            assertThatThrownBy(() -> operation(Duration.ZERO).awaitAndCollect("load"))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageMatching(
                            "Swarm load is in use by \"locust-swarm up\" \\(process .*\\)\\. Wait until that"
                                    + " command has ended, or end it\\. Then collect the results with: locust-swarm run --resume"
                                    + " --swarm load");
        }
        assertThat(record().openRun()).isPresent();
    }
}
