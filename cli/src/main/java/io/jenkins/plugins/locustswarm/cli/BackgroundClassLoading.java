package io.jenkins.plugins.locustswarm.cli;

import io.jenkins.plugins.locustswarm.engine.record.RecordJson;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshShell;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Loads the classes for the first steps of a swarm in the background, while the command line and the configuration are
 * read. Both take about the same time, and most machines have a second core.
 */
final class BackgroundClassLoading {

    private static final List<String> COMMANDS = List.of("test", "up", "run");

    private BackgroundClassLoading() {}

    static void start(List<String> arguments) {
        if (!arguments.isEmpty() && COMMANDS.contains(arguments.get(0))) {
            DaemonThread.of("class loading", BackgroundClassLoading::load).start();
        }
    }

    private static void load() {
        SwarmRecord record = SwarmRecord.planned("none", "", "", "", Map.of(), Instant.EPOCH, Instant.EPOCH)
                .withMasterAsked();
        if (!record.equals(record.withWorkersAsked(1, 1))) { // loads what the first save of a record uses
            RecordJson.write(record);
        }
        try {
            SshShell.prepare();
        } catch (GeneralSecurityException e) {
            // a connection reports it, if it matters there
        }
    }
}
