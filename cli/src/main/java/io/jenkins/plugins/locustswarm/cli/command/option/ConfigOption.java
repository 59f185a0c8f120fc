package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The configuration file. */
public final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "CFG",
            description =
                    "Configuration file, such as locust-swarm.cfg. Default: none; the swarm is then local: folders"
                            + " and processes on this machine.")
    @CheckForNull
    private Path file;

    @CheckForNull
    private Config config;

    /** Returns the configuration, read once. */
    public Config read(Caller caller) {
        if (config == null) {
            config = file == null ? Config.none() : Config.read(file, caller.folder());
        }
        return config;
    }
}
