package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which swarm, and by which configuration. */
final class SwarmOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "CFG",
            description = "Configuration file, such as locust-swarm.cfg. Without one the swarm is local: folders and"
                    + " processes on this machine.")
    private Path config;

    @Option(
            names = "--swarm",
            paramLabel = "NAME",
            description = "Name of the swarm: lower-case letters, digits and hyphens.")
    private String swarm;

    private Config read;

    /** The configuration, read once. */
    Config config(Caller caller) {
        if (read == null) {
            read = Config.of(file(caller));
        }
        return read;
    }

    SwarmSessions swarms(Caller caller) {
        return new SwarmSessions(caller, config(caller), config, swarm);
    }

    private Path file(Caller caller) {
        return config == null ? null : caller.folder().resolve(config);
    }
}
