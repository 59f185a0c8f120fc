package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.run.SwarmTools;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said about machines on which bootstrap.sh fails. */
@Timeout(60)
class FailedMachinesTest {

    @TempDir
    private Path folder;

    @Test
    void theMasterIsNamedFirstAlthoughASlaveWasThereBefore() throws Exception {
        RecordKeeper keeper = new RecordKeeper(
                new FileRecordStore(folder.resolve("records")),
                SwarmRecord.planned("kandu", "ann", "c", "fake", Map.of(), Instant.EPOCH, Instant.EPOCH)
                        .withMasterAsked()
                        .withWorkersAsked(2, 2));
        for (String name : List.of("master", "worker-1", "worker-2")) {
            keeper.update(record -> record.withMachine(
                    name,
                    machine -> machine.withAddresses("10.0.0.1", null, null).withFolders("/swarm", "/venv")));
        }
        Path script = Files.createDirectories(folder.resolve("files")).resolve("bootstrap.sh");
        Files.writeString(script, "#!/bin/bash\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        FakeProvider provider = new FakeProvider() {
            @Override
            public Shell connect(SwarmRecord swarm, MachineRecord machine) {
                return new FailingShell();
            }
        };
        try (Fleet fleet = new Fleet(provider, "kandu");
                Bootstrapping bootstrapping = new Bootstrapping(
                        new SwarmTools(keeper, provider, fleet, Progress.SILENT),
                        FolderSnapshot.of(folder.resolve("files")),
                        Duration.ofMinutes(1))) {
            bootstrapping.ready(List.of(keeper.get().machines(Role.WORKER).get(1)));
            bootstrapping.ready(keeper.get().machines());
            assertThat(bootstrapping.finish())
                    .extracting(outcome -> outcome.machine().name())
                    .containsExactly("master", "worker-1", "worker-2");
        }
    }

    private static final class FailingShell extends StartOnlyShell {

        @Override
        public ShellResult putFolder(FolderSnapshot files, String target, Duration deadline, Script then) {
            return ended(1);
        }
    }
}
