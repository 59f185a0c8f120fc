package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshAccess;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshShell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The engine's way to send a folder to many machines at once; in this process, or as one of its own. */
final class Upload {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Upload() {}

    /** FOLDER TARGET USER KEY KNOWN-HOSTS ADDRESS... */
    public static void main(String[] arguments) throws Exception {
        toAll(List.of(arguments));
    }

    /** Reads the folder, connects to all the machines, and sends it. */
    static void toAll(List<String> arguments) throws Exception {
        FolderSnapshot folder = FolderSnapshot.of(Path.of(arguments.get(0)));
        SshAccess access = access(arguments.get(2), arguments.get(3), arguments.get(4));
        List<String> addresses = arguments.subList(5, arguments.size());
        ExecutorService threads = Executors.newFixedThreadPool(addresses.size());
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (String address : addresses) {
                sent.add(threads.submit(() -> {
                    try (SshShell shell = SshShell.connect("machine", address, 22, access)) {
                        shell.putFolder(folder, arguments.get(1), PATIENCE);
                    }
                    return null;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static SshAccess access(String user, String key, String knownHosts) throws IOException {
        HostTrust trust = HostTrust.knownHosts(Path.of(knownHosts), List.of());
        return new SshAccess(user, SshKey.read(Path.of(key), null), trust, PATIENCE, PATIENCE);
    }
}
