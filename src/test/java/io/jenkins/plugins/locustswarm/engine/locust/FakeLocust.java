package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine.Launch;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A slave on this computer, on which a shell script takes the place of Locust. */
final class FakeLocust {

    private final MachineRecord machine;

    /** @param folder an empty folder, for all files of the slave */
    FakeLocust(Path folder, String script) throws IOException {
        this(folder, folder.resolve("venv"), script);
    }

    FakeLocust(Path folder, Path venv, String script) throws IOException {
        machine = MachineRecord.asked(Role.WORKER, 1)
                .withAddresses("127.0.0.1", "127.0.0.1", null)
                .withFolders(folder.resolve("machine").toString(), venv.toString());
        Files.createDirectories(Path.of(machine.bootstrapFolder()));
        Path locust = venv.resolve("bin/locust");
        Files.createDirectories(locust.getParent());
        Files.writeString(locust, "#!/bin/bash\n" + script + "\n");
        assertThat(locust.toFile().setExecutable(true)).isTrue();
    }

    MachineRecord machine() {
        return machine;
    }

    /** A file of the run. */
    Path file(String name) {
        return Path.of(machine.runFolder("1"), name);
    }

    LocustOnMachine on(Shell shell) {
        RunRecord run = new RunRecord(
                "1",
                Load.of("any.py").runTime(Duration.ofMinutes(1)).build(),
                120,
                1,
                5557,
                null,
                null,
                Instant.EPOCH,
                RunRecord.Phase.STARTING,
                null,
                null,
                null);
        return new LocustOnMachine(run, machine, shell);
    }

    void start(Shell shell) throws InterruptedException {
        start(shell, Map.of());
    }

    /** Starts it with these variables. */
    void start(Shell shell, Map<String, String> environment) throws InterruptedException {
        RunPlan.Builder plan = RunPlan.of("any.py");
        environment.forEach(plan::environment);
        on(shell).start(plan.build(), new Launch(List.of("--worker"), null, Duration.ofMinutes(1), List.of()));
    }

    /** Waits until the script has ended, and returns the state. */
    RunState end(Shell shell) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        RunState state = on(shell).state();
        while (!state.isOver()) {
            assertThat(deadline.passed()).as("%s", on(shell).lastLines(9)).isFalse();
            deadline.pause(Duration.ofMillis(50));
            state = on(shell).state();
        }
        return state;
    }

    /** Waits until the file exists. */
    static void await(Path file) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        while (!Files.exists(file)) {
            assertThat(deadline.passed()).as("%s", file).isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
    }
}
