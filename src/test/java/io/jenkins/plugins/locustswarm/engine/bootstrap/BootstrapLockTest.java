package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.bootstrap.BootstrapState.Phase;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.OwnToolsShell;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command that ends bootstrap.sh while another one is starting it. */
@Timeout(120)
class BootstrapLockTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private OwnToolsShell shell;
    private BootstrapOnMachine there;
    private MachineRecord machine;

    @BeforeEach
    void makeMachine() {
        machine = MachineRecord.asked(Role.WORKER, 1)
                .withFolders(
                        folder.resolve("machine").toString(),
                        folder.resolve("venv").toString());
        shell = new OwnToolsShell(folder.resolve("tools"));
        there = new BootstrapOnMachine(machine, shell);
    }

    @AfterEach
    void end() throws InterruptedException {
        Sessions.endAll(shell, machine.folder());
    }

    @Test
    void aStopBeforeTheStartHasMadeItsFolderEndsWhatIsStarted() throws Exception {
        Path starting = folder.resolve("starting");
        shell.tool("mkdir", "[[ $1 != -m ]] || { touch " + starting + "; sleep 2; }; real \"$@\"");
        FolderSnapshot files = files("for ((i = 0; i < 600; i++)); do sleep 0.1; done");
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> {
            try {
                there.start(files, LONG, false, Duration.ZERO, new BootstrapOutput(line -> {}));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Deadline deadline = Deadline.in(LONG);
        while (!Files.exists(starting)) {
            assertThat(deadline.passed()).isFalse();
            deadline.pause(Duration.ofMillis(20));
        }

        there.stop(false);
        start.join();

        BootstrapState state = there.follow(files.digest(), Duration.ZERO, new BootstrapOutput(line -> {}));
        assertThat(state.phase()).isEqualTo(Phase.ABSENT);
    }

    @Test
    void aStopWhereNothingWasStartedLeavesNothingBehind() throws Exception {
        there.stop(false);
        assertThat(Path.of(machine.folder())).doesNotExist();
    }

    private FolderSnapshot files(String body) throws IOException {
        Path script = Files.createDirectory(folder.resolve("files")).resolve("bootstrap.sh");
        Files.writeString(script, "#!/bin/bash\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return FolderSnapshot.of(script.getParent());
    }
}
