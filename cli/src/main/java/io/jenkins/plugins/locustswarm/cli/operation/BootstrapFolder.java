package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the bootstrap directory when nobody named one. */
public final class BootstrapFolder {

    private static final String NAME = "bootstrap";

    private BootstrapFolder() {}

    /**
     * The one that was named; else {@code bootstrap} of the configuration; else the folder {@code bootstrap} beside the
     * configuration or in the current folder, when there is a bootstrap.sh in it; else the one that came with the
     * command.
     *
     * @param named null when nobody did
     */
    public static Path find(Path named, Config config, Path currentFolder) {
        if (named != null) {
            return currentFolder.resolve(named).normalize();
        }
        Optional<Path> configured = config.path(ConfigKey.BOOTSTRAP);
        return configured
                .or(() -> Stream.concat(config.folder().stream(), Stream.of(currentFolder))
                        .map(folder -> folder.resolve(NAME))
                        .filter(BootstrapFolder::isOne)
                        .findFirst())
                .orElseGet(BootstrapFolder::shipped);
    }

    private static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(SwarmPlan.BOOTSTRAP_SCRIPT));
    }

    /** The one that came with the command. */
    public static Path shipped() {
        Path code = code();
        List<Path> above = Stream.iterate(code.getParent(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(NAME))
                .filter(BootstrapFolder::isOne)
                .toList();
        if (above.isEmpty()) {
            throw new BadInputException(
                    "There is no bootstrap directory: name one with -d, with a bootstrap.sh in it.");
        }
        return above.get(0);
    }

    /** The jar file, or the folder of classes, that this class came from. */
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
