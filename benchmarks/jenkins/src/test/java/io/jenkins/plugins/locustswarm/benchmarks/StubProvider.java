package io.jenkins.plugins.locustswarm.benchmarks;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A provider whose machines exist at once and answer as if Locust ran on them until it is stopped. */
final class StubProvider implements MachineProvider {

    static final String NAME = "stub";

    /** Whether the runs are over. */
    static volatile boolean over;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void create(RecordKeeper keeper, Progress progress) {
        for (MachineRecord machine : keeper.get().machines()) {
            keeper.update(record -> record.withMachine(
                    machine.name(),
                    known -> known.withId("stub-" + machine.name())
                            .withAddresses("192.0.2." + (1 + machine.index()), "192.0.2.1", "SHA256:stub")
                            .withFolders("/home/load/locust-swarm", "/opt/locust-swarm/venv")));
        }
    }

    @Override
    public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) {
        keeper.update(record -> {
            SwarmRecord rest = record;
            for (Role role : roles) {
                rest = rest.without(role);
            }
            return rest;
        });
    }

    @Override
    public Shell connect(SwarmRecord swarm, MachineRecord machine) {
        return new StubShell();
    }

    @Override
    public void extendLease(RecordKeeper keeper, Instant end) {}

    @Override
    public boolean bootstrapsAsRoot() {
        return false;
    }

    @Override
    public int masterPort(MachineRecord master, Shell shell) {
        return 5557;
    }

    @Override
    public void close() {}

    private static final class StubShell implements Shell {

        @Override
        public ShellResult run(Script script) {
            if (script.title().endsWith(" bootstrap.sh")) {
                return new ShellResult(0, "state:\nprocess=ended\nexit-code=0\ncpus=2\nhundredths=1\n", "");
            }
            String state = "now=" + Instant.now().getEpochSecond() + "\n"
                    + (over
                            ? "ended=" + Instant.now().getEpochSecond() + "\nexit-code=0\nprocess=gone\n"
                            : "process=alive\n")
                    + "began=" + Instant.now().getEpochSecond() + "\ncpus=2\n";
            return new ShellResult(0, state, "");
        }

        @Override
        public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) {}

        @Override
        public List<FetchedFile> getFiles(
                String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
