package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine.Launch;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many files a Locust may open that the swarm starts; in place of Locust a script that prints its limit. */
class FileLimitTest {

    @TempDir
    private Path folder;

    @Test
    void locustMayOpenAsManyFilesAsItsMachineLetsIt() throws Exception {
        Path locust = folder.resolve("venv/bin/locust");
        Files.createDirectories(locust.getParent());
        Files.createDirectories(folder.resolve("machine/bootstrap"));
        Files.writeString(locust, "#!/bin/sh\necho \"limit $(ulimit -Sn)\"\n");
        assertThat(locust.toFile().setExecutable(true)).isTrue();
        LocustOnMachine worker =
                new LocustOnMachine(run(), machine(), new PrefixedShell(List.of("prlimit", "--nofile=100:300")));

        worker.start(
                RunPlan.of("any.py").build(), new Launch(List.of("--worker"), null, Duration.ofMinutes(1), List.of()));

        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (!worker.state().isOver()) {
            assertThat(deadline.passed()).as("%s", worker.lastLines(9)).isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
        assertThat(worker.lastLines(9)).containsExactly("limit 300");
    }

    private static RunRecord run() {
        return new RunRecord(
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
                null);
    }

    private MachineRecord machine() {
        return MachineRecord.asked(Role.WORKER, 1)
                .withAddresses("127.0.0.1", "127.0.0.1", null)
                .withFolders(
                        folder.resolve("machine").toString(),
                        folder.resolve("venv").toString());
    }
}
