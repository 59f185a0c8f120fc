package io.jenkins.plugins.locustswarm.cli.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.SilentMasterException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A {@code test} whose master has been silent for too long: the fake provider says when that is. */
@Timeout(60)
class SilentMasterTest {

    private static final String ENDED = "now=8\nbegan=2\nended=7\nexit-code=0\nprocess=gone\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private SwarmException whenAskedFor = new SilentMasterException("The master does not answer.", null);
    private FolderSnapshot files;
    private boolean isDown;

    private final FakeProvider provider = new FakeProvider() {
        @Override
        public void create(RecordKeeper keeper, Progress progress) {
            keeper.get()
                    .machines()
                    .forEach(machine -> keeper.update(record -> record.withMachine(
                            machine.name(),
                            known -> known.withAddresses("127.0.0.9", "127.0.0.9", null)
                                    .withFolders("/f", "/v")
                                    .withBootstrapped(files.digest(), 1, null))));
        }

        @Override
        public void extendLease(RecordKeeper keeper, Instant end) {
            // the lease of the test is what counts
        }

        @Override
        public int masterPort(MachineRecord master, Shell shell) {
            return 5557;
        }

        @Override
        public Optional<String> whyGone(SwarmRecord swarm, MachineRecord machine) {
            throw whenAskedFor;
        }

        @Override
        public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) {
            isDown = true;
        }
    };

    @BeforeEach
    void prepare() throws Exception {
        Path bootstrap = Files.createDirectories(folder.resolve("bootstrap"));
        Path script = Files.writeString(bootstrap.resolve("bootstrap.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        files = FolderSnapshot.of(bootstrap);
        provider.answers("master", "nothing that can be read");
        provider.answers("worker-1", ENDED);
    }

    private int test(Duration lease) {
        PrintStream stream = new PrintStream(err, true, UTF_8);
        Caller caller = new CommandLab(folder)
                .caller(
                        new Terminal(stream, stream, false, 120, UTF_8),
                        new Interrupts(Thread.currentThread()),
                        "test");
        SwarmSessions sessions = new SwarmSessions(caller, Config.none(), "load", (bootstrap, record) -> provider);
        SwarmPlan plan = new SwarmPlan(EnumSet.allOf(Role.class), 1, 1, files, Duration.ofMinutes(1));
        RunPlan run = RunPlan.of("load.py")
                .host("http://a.example")
                .users(1)
                .runTime(Duration.ofMinutes(1))
                .outputFolder(folder.resolve("results"))
                .build();
        ResultRequest request = new ResultRequest(null, summary -> summary, false);
        return new TestOperation(caller, sessions, request, lease).run("load", plan, run);
    }

    @Test
    void theMachinesAreKeptUntilTheEndOfTheirLease() {
        assertThat(test(Duration.ofHours(1))).isEqualTo(ExitCode.MACHINES_LEFT);
        assertThat(isDown).isFalse();
        assertThat(err.toString(UTF_8))
                .contains(
                        "The master does not answer.",
                        "The machines are kept, because only they have the results: ",
                        "Their lease ends at ",
                        "Collect the results with: locust-swarm run --resume -o FOLDER --swarm load",
                        "Then take the swarm down with: locust-swarm down all --swarm load");
    }

    @Test
    void machinesWhoseLeaseHasEndedAreTakenDown() {
        assertThat(test(Duration.ofHours(-1))).isEqualTo(ExitCode.FAILED);
        assertThat(isDown).isTrue();
        assertThat(err.toString(UTF_8)).contains("The master does not answer.").doesNotContain("--resume");
    }

    @Test
    void machinesAreTakenDownIfTheMasterIsGone() {
        whenAskedFor = new BringUpException("The master is gone.");
        assertThat(test(Duration.ofHours(1))).isEqualTo(ExitCode.FAILED);
        assertThat(isDown).isTrue();
        assertThat(err.toString(UTF_8)).doesNotContain("--resume");
    }

    @Test
    void theMachinesAreKeptIfTheMasterIsSilentWhileTheResultsAreCollected() {
        provider.answers("master", ENDED);
        provider.breaksWhileItSends("master");
        whenAskedFor = new ShellException("The connection broke.");
        assertThat(test(Duration.ofHours(1))).isEqualTo(ExitCode.MACHINES_LEFT);
        assertThat(isDown).isFalse();
    }
}
