package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.RunState.Phase;
import io.jenkins.plugins.locustswarm.engine.machine.OwnClockShell;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run on a machine whose clock cannot be read for a moment, such as when no more files can be opened on it. */
@Timeout(120)
class RunClockTest {

    private static final long UPTIME = 100_000;

    @TempDir
    private Path folder;

    private OwnClockShell shell;
    private FakeLocust locust;

    @BeforeEach
    void setClock() throws IOException {
        shell = new OwnClockShell(folder);
        shell.boots("boot-one");
        shell.uptime(UPTIME);
        locust = new FakeLocust(
                folder, "touch \"$0.begun\"; until [[ -e $0.go ]]; do sleep 0.05; done; echo all of the load");
    }

    @AfterEach
    void end() throws InterruptedException {
        Sessions.endAll(shell, locust.machine().folder());
    }

    private Path file(String name) {
        return folder.resolve("venv/bin/locust." + name);
    }

    @Test
    void aRunThatBeginsWhileTheUptimeCannotBeReadHasAllOfItsTime() throws Exception {
        shell.hide("uptime");
        locust.start(shell);
        FakeLocust.await(file("begun"));
        TimeUnit.MILLISECONDS.sleep(500); // the supervisor looks at the time right after it has started Locust
        shell.uptime(UPTIME);
        TimeUnit.SECONDS.sleep(1); // and three times within this one
        Files.createFile(file("go"));

        RunState end = locust.end(shell);

        assertThat(end.termination()).isNull();
        assertThat(end.exitCode()).isZero();
        assertThat(locust.on(shell).lastLines(9)).containsExactly("all of the load");
    }

    @Test
    void aRunIsNotGoneBecauseTheIdOfTheBootCannotBeRead() throws Exception {
        locust.start(shell);
        shell.hide("boot_id");
        assertThat(locust.on(shell).state().phase()).isEqualTo(Phase.WAITING);
    }
}
