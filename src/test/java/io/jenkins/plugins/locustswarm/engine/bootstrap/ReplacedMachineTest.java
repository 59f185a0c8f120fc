package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine that is gone, and is replaced while bootstrap.sh runs on the others. */
@Timeout(60)
class ReplacedMachineTest {

    private static final String OLD = "i-1";
    private static final String NEW = "i-2";

    @TempDir
    private Path folder;

    private final Queue<String> starts = new ConcurrentLinkedQueue<>();
    private final CountDownLatch oldHasBegun = new CountDownLatch(1);
    private final CountDownLatch oldMayEnd = new CountDownLatch(1);
    private RecordKeeper keeper;
    private Fleet fleet;
    private Bootstrapping bootstrapping;

    @BeforeEach
    void begin() throws Exception {
        keeper = new RecordKeeper(
                new FileRecordStore(folder.resolve("records")),
                SwarmRecord.planned("kandu", "ann", "c", "fake", Map.of(), Instant.EPOCH, Instant.EPOCH)
                        .withMasterAsked());
        Path script = Files.createDirectories(folder.resolve("files")).resolve("bootstrap.sh");
        Files.writeString(script, "#!/bin/bash\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        FakeProvider provider = new FakeProvider() {
            @Override
            public Shell connect(SwarmRecord swarm, MachineRecord machine) {
                return new BootstrapShell(machine.id());
            }
        };
        fleet = new Fleet(provider, "kandu");
        bootstrapping = new Bootstrapping(
                new SwarmTools(keeper, provider, fleet, Progress.SILENT),
                FolderSnapshot.of(folder.resolve("files")),
                Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        oldMayEnd.countDown();
        bootstrapping.close();
        fleet.close();
    }

    private MachineRecord master(String id) {
        return keeper.update(record -> record.withMachine(
                        "master",
                        machine -> MachineRecord.asked(machine.role(), machine.index())
                                .withId(id)
                                .withAddresses("10.0.0.1", null, null)
                                .withFolders("/swarm", "/venv")))
                .master()
                .orElseThrow();
    }

    private MachineRecord master() {
        return keeper.get().master().orElseThrow();
    }

    @Test
    void aMachineInThePlaceOfOneThatWasBootstrappedIsBootstrappedToo() throws Exception {
        oldMayEnd.countDown();
        bootstrapping.ready(List.of(master(OLD)));
        while (master().bootstrapped() == null) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        bootstrapping.ready(List.of(master(NEW)));
        assertThat(bootstrapping.finish()).isEmpty();
        assertThat(starts).containsExactly(OLD, NEW);
        assertThat(master().bootstrapped()).isNotNull();
    }

    @Test
    void aMachineInThePlaceOfOneThatHangsIsNotHeldUpByIt() throws Exception {
        bootstrapping.ready(List.of(master(OLD)));
        oldHasBegun.await();
        bootstrapping.ready(List.of(master(NEW)));
        assertThat(bootstrapping.finish()).isEmpty();
        assertThat(starts).containsExactly(OLD, NEW);
        assertThat(master().bootstrapped()).isNotNull();
    }

    @Test
    void theSuccessOfAMachineThatIsGoneDoesNotCountForTheOneInItsPlace() throws Exception {
        bootstrapping.ready(List.of(master(OLD)));
        oldHasBegun.await();
        master(NEW);
        oldMayEnd.countDown();
        bootstrapping.finish();
        assertThat(starts).containsExactly(OLD);
        assertThat(master().bootstrapped()).isNull();
    }

    /** bootstrap.sh has succeeded on a machine as soon as it was started. */
    private final class BootstrapShell extends StartOnlyShell {

        private final String machine;

        BootstrapShell(String machine) {
            this.machine = machine;
        }

        @Override
        public ShellResult putFolder(FolderSnapshot files, String target, Duration deadline, Script then)
                throws InterruptedException {
            starts.add(machine);
            if (machine.equals(OLD)) {
                oldHasBegun.countDown();
                oldMayEnd.await();
            }
            return ended(0);
        }
    }
}
