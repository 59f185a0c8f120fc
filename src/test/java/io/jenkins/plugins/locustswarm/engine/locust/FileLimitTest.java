package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine.Launch;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
        LocustOnMachine worker = new LocustOnMachine(run(), machine(), new LimitedShell(100, 300));

        worker.start(
                RunPlan.of("any.py").build(), new Launch(List.of("--worker"), null, Duration.ofMinutes(1), List.of()));

        Deadline deadline = Deadline.in(Duration.ofSeconds(30));
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
                null);
    }

    private MachineRecord machine() {
        return MachineRecord.asked(Role.WORKER, 1)
                .withAddresses("127.0.0.1", "127.0.0.1", null)
                .withFolders(
                        folder.resolve("machine").toString(),
                        folder.resolve("venv").toString());
    }

    /** This machine, with these limits of open files. */
    private record LimitedShell(int soft, int hard) implements Shell {

        @Override
        public ShellResult run(Script script) throws InterruptedException {
            String text = script.render();
            List<String> command = new ArrayList<>(List.of("prlimit", "--nofile=" + soft + ":" + hard));
            command.addAll(Script.bash(text));
            try {
                Process process = new ProcessBuilder(command).start();
                process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().close();
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                return new ShellResult(process.waitFor(), out, err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void putFolder(FolderSnapshot files, String remoteFolder, Duration deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FetchedFile> getFiles(
                String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
