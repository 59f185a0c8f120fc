package io.jenkins.plugins.locustswarm.cli.files;

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
final class BootstrapFolder {

    private static final String NAME = "bootstrap";

    private BootstrapFolder() {}

    /**
     * Returns the bootstrap directory of a command, if it has one: the directory that was given; else that of the
     * configuration; else the folder {@code bootstrap} beside the configuration or in the current folder. Such a folder
     * may have another purpose, so it counts only if it contains a {@code bootstrap.sh}, a {@code requirements.txt}, or the
     * locustfile.
     *
     * @param given the directory on the command line
     * @param locustfile its path below the folder, if a locustfile is wanted
     */
    static Optional<Path> find(
            @CheckForNull Path given, Config config, Path currentFolder, @CheckForNull Path locustfile) {
        if (given != null) {
            return Optional.of(currentFolder.resolve(given).normalize());
        }
        return config.path(ConfigKey.BOOTSTRAP)
                .or(() -> Stream.concat(config.folder().stream(), Stream.of(currentFolder))
                        .map(folder -> folder.resolve(NAME))
                        .filter(folder -> isBootstrapFolder(folder, locustfile))
                        .findFirst());
    }

    private static boolean isBootstrapFolder(Path folder, @CheckForNull Path locustfile) {
        return Files.exists(folder.resolve(SwarmPlan.BOOTSTRAP_SCRIPT))
                || Files.exists(folder.resolve("requirements.txt"))
                || locustfile != null
                        && !locustfile
                                .toString()
                                .isEmpty() // the current folder (-f .), which says nothing about this one
                        && Files.exists(folder.resolve(locustfile));
    }

    /**
     * Returns the bootstrap directory that comes with the command: examples, and the {@code bootstrap.sh} for folders
     * without one.
     *
     * @throws BadInputException if the command was installed without it
     */
    static Path bundled() {
        return Stream.iterate(code().getParent(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(NAME))
                .filter(folder -> Files.exists(folder.resolve(SwarmPlan.BOOTSTRAP_SCRIPT)))
                .findFirst()
                .orElseThrow(() -> new BadInputException("The command was installed without its folder bootstrap: name"
                        + " a bootstrap directory that contains a bootstrap.sh (-d)."));
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
