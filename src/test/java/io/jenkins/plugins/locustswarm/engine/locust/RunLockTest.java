package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.RunState.Phase;
import io.jenkins.plugins.locustswarm.engine.machine.OwnToolsShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that start and stop Locust on the same machine at the same time, as after a connection that broke. */
@Timeout(120)
class RunLockTest {

    @TempDir
    private Path folder;

    private OwnToolsShell slow;
    private FakeLocust locust;

    @BeforeEach
    void makeMachine() throws IOException {
        slow = new OwnToolsShell(folder.resolve("tools"));
        slow.tool("setsid", "touch " + folder.resolve("starting") + "; sleep 2; real \"$@\"");
        locust = new FakeLocust(
                folder,
                "echo started >>" + folder.resolve("starts") + "; for ((i = 0; i < 600; i++)); do sleep 0.1; done");
    }

    @AfterEach
    void end() throws InterruptedException {
        Sessions.endAll(slow, locust.machine().folder());
    }

    private CompletableFuture<Void> startInBackground() {
        return CompletableFuture.runAsync(() -> {
            try {
                locust.start(slow);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aStartThatIsRepeatedBeforeItHasEndedStartsLocustOnce() throws Exception {
        CompletableFuture<Void> first = startInBackground();
        FakeLocust.await(folder.resolve("starting"));
        locust.start(slow);
        first.join();
        FakeLocust.await(folder.resolve("starts"));
        assertThat(locust.on(slow).state().phase()).isEqualTo(Phase.WAITING);

        locust.on(slow).stop();

        assertThat(folder.resolve("starts")).hasContent("started");
        assertThat(locust.on(slow).state().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void aStopWhileLocustIsBeingStartedStopsIt() throws Exception {
        CompletableFuture<Void> start = startInBackground();
        FakeLocust.await(folder.resolve("starting"));

        locust.on(slow).stop();

        assertThat(locust.on(slow).state().phase()).isEqualTo(Phase.ENDED);
        start.join();
        assertThat(locust.on(slow).state().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void aStopDoesNotWaitForeverForAStartThatDoesNotEnd() throws Exception {
        locust.start(slow);
        slow.tool("flock", "real -w 1 \"${@: -1}\""); // so that this test does not wait for all of the time
        Process start = new ProcessBuilder(
                        "flock", locust.file("../1.lock").toString(), "sh", "-c", "echo locked; read line")
                .start();
        try {
            assertThat(start.inputReader().readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> locust.on(slow).stop())
                    .isInstanceOf(BringUpException.class)
                    .hasMessage(
                            "Locust could not be stopped on worker-1: Another command starts or stops it for more than"
                                    + " 30 s.");
        } finally {
            start.destroyForcibly();
        }
    }

    @Test
    void whatRunsDoesNotKeepOthersFromStartingAndStopping() throws Exception {
        locust.start(slow);
        assertThat(slow.run(Script.of("flock -n \"$1\" true")
                                .arguments(locust.file("../1.lock").toString()))
                        .succeeded())
                .isTrue();
    }

    @Test
    void aStopWhereNothingWasStartedLeavesNothingBehind() throws Exception {
        locust.on(slow).stop();
        assertThat(Path.of(locust.machine().folder(), "runs")).doesNotExist();
        assertThat(locust.on(slow).state().phase()).isEqualTo(Phase.ABSENT);
    }
}
