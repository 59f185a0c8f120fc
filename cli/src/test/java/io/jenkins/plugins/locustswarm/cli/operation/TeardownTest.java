package io.jenkins.plugins.locustswarm.cli.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of every kind while machines come up and while they are taken down. */
class TeardownTest {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Interrupts interrupts = new Interrupts(Thread.currentThread());
    private final FailingProvider provider = new FailingProvider();
    private Caller caller;
    private SwarmSessions sessions;

    @BeforeEach
    void open() {
        PrintStream stream = new PrintStream(err, true, UTF_8);
        caller = new CommandLab(folder).caller(new Terminal(stream, stream, false, 120, UTF_8), interrupts, "test");
        sessions = new SwarmSessions(caller, Config.none(), "load", (bootstrap, record) -> provider);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("io/jenkins/plugins/locustswarm/engine/shell/Sessions"),
                new ExceptionInInitializerError("static"),
                new StackOverflowError(),
                new IllegalStateException("odd"),
                new ShellException("no answer"),
                new BadInputException("The key cannot be read."));
    }

    private int test() throws Exception {
        Path bootstrap = Files.createDirectories(folder.resolve("bootstrap"));
        assertThat(Files.write(bootstrap.resolve("bootstrap.sh"), new byte[0])
                        .toFile()
                        .setExecutable(true))
                .isTrue();
        SwarmPlan plan = new SwarmPlan(ALL, 1, 1, FolderSnapshot.of(bootstrap), SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE);
        RunPlan run = RunPlan.of("load.py").runTime(Duration.ofSeconds(1)).build();
        ResultRequest request = new ResultRequest(null, summary -> summary, false);
        return new TestOperation(caller, sessions, request, null).run("load", plan, run);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aTestWhoseTeardownFailsExitsWith4AndNamesTheMachines(Throwable failure) throws Exception {
        provider.failure = failure;
        assertThat(test()).as(err.toString(UTF_8)).isEqualTo(ExitCode.MACHINES_LEFT);
        assertMachinesAreNamed();
        assertThat(sessions.exists("load")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aDownThatFailsExitsWith4AndNamesTheMachines(Throwable failure) throws Exception {
        provider.failure = failure;
        test();
        err.reset();
        assertThat(new MachineOperation(caller, sessions).down("load", ALL)).isEqualTo(ExitCode.MACHINES_LEFT);
        assertMachinesAreNamed();
    }

    @Test
    void anErrorWhileTheSwarmComesUpTakesItDownAndExitsWith70() throws Exception {
        provider.failureOfCreation = new NoClassDefFoundError("software/amazon/awssdk/Sdk");
        assertThat(test()).isEqualTo(ExitCode.INTERNAL_ERROR);
        assertThat(provider.destroyed).isTrue();
        assertThat(err.toString(UTF_8)).contains("java.lang.NoClassDefFoundError: software/amazon/awssdk/Sdk");
        assertThat(sessions.exists("load")).isFalse();
        assertThat(interrupts.leftoverNotice()).isEmpty();
    }

    @Test
    void theNoticeOfACommandThatEndsDuringItsTeardownNamesTheMachines() throws Exception {
        provider.failure = new ThreadDeath();
        test();
        assertThat(interrupts.leftoverNotice())
                .isEqualTo("Machines may be left: master (id-of-master), worker-1 (id-of-worker-1). Take the swarm down"
                        + " with: locust-swarm down all --swarm load");
    }

    @Test
    void aTestWhoseRecordCannotBeWrittenAfterItsTeardownExitsWith4AndNamesNoMachine() throws Exception {
        Path record = caller.home().records().folderOf("load").resolve("record.json");
        provider.lastly = () -> { // no file can take the place of a folder
            Files.delete(record);
            Files.createDirectories(record.resolve("full"));
        };
        assertThat(test()).isEqualTo(ExitCode.MACHINES_LEFT);
        assertThat(err.toString(UTF_8))
                .contains(
                        "locust-swarm: The machines of swarm load were taken down, but that could not be recorded. The"
                                + " record of swarm load could not be written to " + record + ": ")
                .contains("Repeat: locust-swarm down all --swarm load")
                .doesNotContain("may be left");
    }

    private void assertMachinesAreNamed() {
        assertThat(err.toString(UTF_8))
                .contains("may be left: master (id-of-master)", "may be left: worker-1 (id-of-worker-1)")
                .contains("Repeat: locust-swarm down all --swarm load");
    }

    /** Machines that are made, and then fail to come up and to go down. */
    private static final class FailingProvider extends FakeProvider {

        private Throwable failureOfCreation = new IllegalStateException("not up");
        private Throwable failure;
        private Executable lastly = () -> {};
        private boolean destroyed;

        @Override
        public void create(RecordKeeper keeper, Progress progress) {
            for (MachineRecord machine : keeper.get().machines()) {
                keeper.update(
                        record -> record.withMachine(machine.name(), known -> known.withId("id-of-" + machine.name())));
            }
            raise(failureOfCreation);
        }

        @Override
        public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) {
            if (failure != null) {
                raise(failure);
            }
            roles.forEach(role -> keeper.update(record -> record.without(role)));
            destroyed = true;
            assertDoesNotThrow(lastly);
        }

        private static void raise(Throwable failure) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }
}
