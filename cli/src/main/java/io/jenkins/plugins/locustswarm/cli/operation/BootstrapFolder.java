package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the bootstrap directory. */
public final class BootstrapFolder {

    private static final String NAME = "bootstrap";

    private BootstrapFolder() {}

    /**
     * Returns the bootstrap directory of a command: the one that was given; else that of the configuration; else the
     * folder {@code bootstrap} beside the configuration or in the current folder, if it contains a bootstrap.sh; else the
     * one that comes with the command.
     *
     * @param given the directory on the command line
     */
    public static Path find(@CheckForNull Path given, Config config, Path currentFolder) {
        if (given != null) {
            return currentFolder.resolve(given).normalize();
        }
        Optional<Path> configured = config.path(ConfigKey.BOOTSTRAP);
        return configured
                .or(() -> Stream.concat(config.folder().stream(), Stream.of(currentFolder))
                        .map(folder -> folder.resolve(NAME))
                        .filter(BootstrapFolder::isBootstrapFolder)
                        .findFirst())
                .orElseGet(BootstrapFolder::bundled);
    }

    private static boolean isBootstrapFolder(Path folder) {
        return Files.exists(folder.resolve(SwarmPlan.BOOTSTRAP_SCRIPT));
    }

    /**
     * Returns the bootstrap directory that comes with the command.
     *
     * @throws BadInputException if the command was installed without it
     */
    public static Path bundled() {
        return Stream.iterate(code().getParent(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(NAME))
                .filter(BootstrapFolder::isBootstrapFolder)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "There is no bootstrap directory: name one that contains a bootstrap.sh with -d."));
    }

    /** Returns the jar file, or the folder of classes, that this class was loaded from. */
    private static Path code() {
        try {
            return Path.of(BootstrapFolder.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
