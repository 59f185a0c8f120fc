package io.jenkins.plugins.locustswarm.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.operation.BootstrapFolder;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The bootstrap directory. */
final class BootstrapOption {

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "BOOTSTRAP",
            description =
                    "Bootstrap directory: bootstrap.sh, which prepares a machine, and the locustfiles. Default: the"
                            + " one in the configuration, else the folder bootstrap beside the configuration or in the current"
                            + " folder, else the one that comes with the command.")
    @CheckForNull
    private Path directory;

    boolean isSet() {
        return directory != null;
    }

    FolderSnapshot folder(Caller caller, Config config) {
        return FolderSnapshot.of(BootstrapFolder.find(directory, config, caller.folder()));
    }

    /** Returns the folder of the option, else the one that comes with the command. */
    FolderSnapshot folderOrBundled(Caller caller) {
        return FolderSnapshot.of(
                directory == null ? BootstrapFolder.bundled() : caller.folder().resolve(directory));
    }
}
