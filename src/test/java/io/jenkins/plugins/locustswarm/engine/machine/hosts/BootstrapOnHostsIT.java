package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** bootstrap.sh as root over SSH, and connections and machines that fail while it runs. */
class BootstrapOnHostsIT extends HostsTest {

    /** Writes a line to a file, then waits for another file, as root. */
    private static final String WAITS =
            "mkdir -p $LOCUST_SWARM_VENV/bin; printf '#!/bin/bash\\n' >$LOCUST_SWARM_VENV/bin/locust;"
                    + " chmod +x $LOCUST_SWARM_VENV/bin/locust; id -un >>/tmp/begun;"
                    + " until [[ -e /tmp/go ]]; do sleep 0.1; done";

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private RecordKeeper keeper;
    private Swarm swarm;

    @BeforeEach
    void makeSwarm() {
        start(2);
        keeper = keeper("load", "ann", 1, 1);
        swarm = new Swarm(keeper, provider(), progress());
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
        swarm.close();
    }

    private SwarmPlan plan(String body, Duration deadline) throws IOException {
        return plan(body, deadline, 1);
    }

    private SwarmPlan plan(String body, Duration deadline, int workers) throws IOException {
        Path files = Files.createDirectories(folder.resolve("bootstrap"));
        Path script = files.resolve("bootstrap.sh");
        Files.writeString(script, "#!/bin/bash\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new SwarmPlan(ALL, workers, 1, FolderSnapshot.of(files), deadline);
    }

    /** Brings the swarm up in another thread, and returns when bootstrap.sh runs on all machines. */
    private Future<?> beginUp(SwarmPlan plan) throws InterruptedException {
        return beginUp(plan, machines);
    }

    private Future<?> beginUp(SwarmPlan plan, List<LoopbackMachine> onThese) throws InterruptedException {
        Future<?> up = thread.submit(() -> {
            swarm.up(plan);
            return null;
        });
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        for (LoopbackMachine machine : onThese) {
            while (begun(machine).isEmpty()) {
                assertThat(deadline.passed() || up.isDone()).isFalse();
                deadline.pause(Duration.ofMillis(50));
            }
        }
        return up;
    }

    private static String begun(LoopbackMachine machine) {
        return machine.exec("cat /tmp/begun 2>/dev/null").out();
    }

    private static String processes(LoopbackMachine machine) {
        return machine.exec("ps -e -o args= | grep '[b]ootstrap'").out();
    }

    @Test
    void aConnectionThatIsLostWhileItRunsIsReplacedAndItIsNotStartedTwice() throws Exception {
        Future<?> up = beginUp(plan(WAITS, Duration.ofMinutes(5)));
        machines.forEach(LoopbackMachine::cut);
        machines.forEach(machine -> machine.exec("touch /tmp/go"));
        up.get();
        assertThat(machines).allSatisfy(machine -> assertThat(begun(machine)).isEqualTo("root\n"));
        assertThat(keeper.get().machines()).allMatch(machine -> machine.bootstrapped() != null);
        assertThat(keeper.get().machines())
                .extracting(MachineRecord::bootstrapping)
                .containsOnlyNulls();
    }

    @Test
    void oneThatNeverEndsIsEndedByItsMachineAlthoughItIsRoot() throws Exception {
        SwarmPlan plan = plan("echo it waits; " + WAITS, Duration.ofSeconds(10));
        assertThatThrownBy(() -> swarm.up(plan))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("bootstrap.sh on master did not end within 10 s.")
                .hasMessageContaining("it waits");
        Deadline deadline = Deadline.in(Duration.ofMinutes(1)); // the machine reports it before it kills the processes
        for (LoopbackMachine machine : machines) {
            while (!processes(machine).isEmpty()) {
                assertThat(deadline.passed()).as(processes(machine)).isFalse();
                deadline.pause(Duration.ofMillis(50));
            }
        }
    }

    @Test
    void anInterruptEndsABootstrapThatRunsAsRoot() throws Exception {
        Future<?> up = beginUp(plan(WAITS, Duration.ofMinutes(5)));
        up.cancel(true);
        thread.shutdown();
        assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(machines)
                .allSatisfy(machine -> assertThat(processes(machine)).isEmpty());
    }

    @Test
    void aTeardownEndsOneThatAKilledControllerHasStarted() throws Exception {
        beginUp(plan(WAITS, Duration.ofMinutes(5)));
        swarm.close(); // or it would begin again where the teardown has deleted everything
        assertThat(machines)
                .allSatisfy(machine -> assertThat(processes(machine)).isNotEmpty());
        try (Swarm other = new Swarm(keeper, provider(), progress())) {
            other.down(ALL);
        }
        assertThat(machines)
                .allSatisfy(machine -> assertThat(processes(machine)).isEmpty());
    }

    @Test
    void aMachineThatIsLostDoesNotKeepTheOthersWaiting() throws Exception {
        HostsSettings settings = settings().maxSilence(Duration.ofSeconds(20)).build();
        swarm = new Swarm(keeper, provider(settings), progress());
        Future<?> up = beginUp(plan(WAITS, Duration.ofMinutes(5)));
        machines.get(1).kill();
        machines.get(0).exec("touch /tmp/go");
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        while (keeper.get().master().orElseThrow().bootstrapped() == null) {
            assertThat(deadline.passed() || up.isDone()).isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
        assertThatThrownBy(up::get).hasMessageContaining("worker-1").hasMessageContaining("may still be running on it");
    }

    /** Adds a second slave, without which the swarm can do, and which keeps connections for minutes without an answer. */
    private LoopbackMachine addFrozenHost() {
        LoopbackMachine frozen = machine().start();
        machines.add(frozen);
        frozen.freeze();
        keeper = keeper("load", "ann", 2, 1);
        swarm = new Swarm(
                keeper, provider(settings().connectTime(Duration.ofMinutes(4)).build()), progress());
        return frozen;
    }

    @Test
    void bootstrapRunsWhileAnotherHostDoesNotAnswerYet() throws Exception {
        List<LoopbackMachine> others = List.copyOf(machines);
        LoopbackMachine frozen = addFrozenHost();
        Future<?> up = beginUp(plan(WAITS, Duration.ofMinutes(5), 2), others);
        others.forEach(machine -> machine.exec("touch /tmp/go"));
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        while (keeper.get().machines().stream()
                        .filter(machine -> machine.bootstrapped() != null)
                        .count()
                < others.size()) {
            assertThat(deadline.passed() || up.isDone()).isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
        frozen.kill();
        up.get();
        assertThat(warnings).singleElement().asString().startsWith("Continuing with 1 of 2 slaves. worker-2");
    }

    @Test
    void anInterruptEndsItWhileAnotherHostDoesNotAnswerYet() throws Exception {
        List<LoopbackMachine> others = List.copyOf(machines);
        addFrozenHost();
        Future<?> up = beginUp(plan(WAITS, Duration.ofMinutes(5), 2), others);
        up.cancel(true);
        thread.shutdown();
        assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(others).allSatisfy(machine -> assertThat(processes(machine)).isEmpty());
    }
}
