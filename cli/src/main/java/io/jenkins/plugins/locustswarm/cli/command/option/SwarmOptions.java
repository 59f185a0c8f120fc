package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The swarm to work on, and the configuration that it is described in. */
public final class SwarmOptions {

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--swarm",
            paramLabel = "NAME",
            description = "Name of the swarm: lower-case letters, digits and hyphens. Default: the name in the"
                    + " configuration, else default; test and demo choose a new one.")
    @CheckForNull
    private String name;

    public Config config(Caller caller) {
        return config.read(caller);
    }

    public SwarmSessions sessions(Caller caller) {
        return new SwarmSessions(caller, config(caller), name);
    }
}
