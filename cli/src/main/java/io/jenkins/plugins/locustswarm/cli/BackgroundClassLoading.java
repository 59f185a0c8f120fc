package io.jenkins.plugins.locustswarm.cli;

import io.jenkins.plugins.locustswarm.engine.record.RecordJson;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshShell;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Has what a swarm's first steps need loaded in the background, while the command line and the configuration are read:
 * the two take about as long, and most machines have a second core.
 */
final class BackgroundClassLoading {

    private static final List<String> COMMANDS_WITH_MACHINES = List.of("test", "up", "run");

    private BackgroundClassLoading() {}

    static void take(List<String> arguments) {
        if (!arguments.isEmpty() && COMMANDS_WITH_MACHINES.contains(arguments.get(0))) {
            Thread thread = new Thread(BackgroundClassLoading::load, "head start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void load() {
        SwarmRecord record = SwarmRecord.planned("none", "", "", "", Map.of(), Instant.EPOCH, Instant.EPOCH)
                .withMasterAsked();
        if (!record.equals(record.withWorkersAsked(1, 1))) { // as before a record is saved
            RecordJson.write(record);
        }
        try {
            SshShell.prepare();
        } catch (GeneralSecurityException e) {
            // whether that matters depends on what a machine offers: a connection will say
        }
    }
}
