package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.files.FileLookup;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The bootstrap directory. */
public final class BootstrapOption {

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "BOOTSTRAP",
            description =
                    "Bootstrap directory, for machines that need more than Python packages: its bootstrap.sh prepares a"
                            + " machine, and all its files are sent. Default: the one in the configuration, else the"
                            + " folder bootstrap beside the configuration or in the current folder. Without one, machines"
                            + " get the folder of the locustfile.")
    @CheckForNull
    private Path directory;

    public boolean isSet() {
        return directory != null;
    }

    public FileLookup lookup(Caller caller, Config config) {
        return new FileLookup(
                directory,
                config,
                caller.home().folder(),
                caller.folder(),
                line -> caller.terminal().say(line));
    }
}
