package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.run.SwarmTools;
import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts of bootstrap.sh that fail, or whose answer is lost. */
@Timeout(120)
class BootstrapTurnsTest {

    @TempDir
    private Path folder;

    private final LocalShell local = new LocalShell("master");
    private final AtomicInteger starts = new AtomicInteger();
    private RecordKeeper keeper;

    @BeforeEach
    void makeMachine() {
        SwarmRecord planned = SwarmRecord.planned(
                        "kandu", "ann", "controller-1", "fake", Map.of(), Instant.EPOCH, Instant.EPOCH)
                .withMasterAsked();
        keeper = new RecordKeeper(new FileRecordStore(folder.resolve("records")), planned);
        keeper.update(record -> record.withMachine(
                "master",
                machine -> machine.withAddresses("127.0.0.1", null, null)
                        .withFolders(
                                folder.resolve("machine").toString(),
                                folder.resolve("venv").toString())));
    }

    @AfterEach
    void endAll() throws InterruptedException {
        Sessions.endAll(local, master().folder());
    }

    private MachineRecord master() {
        return keeper.get().master().orElseThrow();
    }

    /** What happens on the machine when files are sent and bootstrap.sh is started. */
    @FunctionalInterface
    private interface Start {
        ShellResult on(FolderSnapshot files, String target, Script start) throws InterruptedException;
    }

    private List<Outcome<Void>> bootstrap(Start start) throws Exception {
        Path script = Files.createDirectories(folder.resolve("files")).resolve("bootstrap.sh");
        Files.writeString(
                script,
                String.join(
                        "\n",
                        "#!/bin/bash",
                        "echo ran >>" + folder.resolve("ran"),
                        "mkdir -p $LOCUST_SWARM_VENV/bin",
                        "ln -s /bin/true $LOCUST_SWARM_VENV/bin/locust",
                        ""));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        FakeProvider provider = new FakeProvider() {
            @Override
            public Shell connect(SwarmRecord swarm, MachineRecord machine) {
                return new UnreliableShell(start);
            }
        };
        try (Fleet fleet = new Fleet(provider, "kandu")) {
            SwarmTools tools = new SwarmTools(keeper, provider, fleet, Progress.SILENT);
            FolderSnapshot files = FolderSnapshot.of(folder.resolve("files"));
            try (Bootstrapping bootstrapping = new Bootstrapping(tools, files, Duration.ofMinutes(1))) {
                bootstrapping.ready(List.of(master()));
                return bootstrapping.finish();
            }
        }
    }

    @Test
    void aStartWhoseAnswerIsLostIsNotRepeated() throws Exception {
        assertThat(bootstrap((files, target, start) -> {
                    local.putFolder(files, target, Duration.ofMinutes(1), start);
                    throw new ShellException("no answer");
                }))
                .isEmpty();
        assertThat(folder.resolve("ran")).hasContent("ran");
        assertThat(master().bootstrapped()).isNotNull();
    }

    @Test
    void filesThatCannotBeWrittenAreSentOnlyOnce() throws Exception {
        assertThat(bootstrap((files, target, start) -> {
                    throw new ShellException("The disk is full.");
                }))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.failure()).hasMessage("The disk is full."));
        assertThat(starts).hasValue(1);
        assertThat(master().bootstrapping()).isNull();
    }

    @Test
    void aStartOverAConnectionThatBreaksIsRepeatedSomeTimes() throws Exception {
        assertThat(bootstrap((files, target, start) -> {
                    throw new BrokenConnectionException("cut");
                }))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.failure()).hasMessage("cut"));
        assertThat(starts).hasValue(3);
    }

    @Test
    void bootstrapIsStartedOnlyAFewTimesOnAMachineThatLosesItsFiles() throws Exception {
        assertThat(bootstrap((files, target, start) -> new ShellResult(0, "state:\nprocess=absent\n", "")))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.failure())
                        .hasMessageContaining("something on that machine deletes files in " + master().folder()));
        assertThat(starts).hasValue(3);
    }

    private final class UnreliableShell implements Shell {

        private final Start start;

        UnreliableShell(Start start) {
            this.start = start;
        }

        @Override
        public ShellResult putFolder(FolderSnapshot files, String target, Duration deadline, Script then)
                throws InterruptedException {
            starts.incrementAndGet();
            return start.on(files, target, then);
        }

        @Override
        public ShellResult run(Script script) throws InterruptedException {
            return local.run(script);
        }

        @Override
        public void putFolder(FolderSnapshot files, String target, Duration deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FetchedFile> getFiles(String from, List<FileRequest> wanted, Path to, Duration deadline)
                throws InterruptedException {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
