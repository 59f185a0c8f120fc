package io.jenkins.plugins.locustswarm.config.local;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import jenkins.MasterToSlaveFileCallable;

/** Moves the files that arrived at the node into the folder of a machine. */
final class ReceiveFolder extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    private final String machine;
    private final String incoming;
    private final String target;
    private final Duration deadline;

    ReceiveFolder(String machine, String incoming, String target, Duration deadline) {
        this.machine = machine;
        this.incoming = incoming;
        this.target = target;
        this.deadline = deadline;
    }

    @Override
    public Void invoke(File root, VirtualChannel channel) {
        try (LocalShell shell = new LocalShell(machine)) {
            shell.putFolder(FolderSnapshot.withoutLinks(Path.of(incoming)), target, deadline);
        }
        return null;
    }
}
