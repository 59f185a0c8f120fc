package io.jenkins.plugins.locustswarm.engine.files;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of ignore files, with Git's syntax and precedence: the last rule that matches decides, and a file in a
 * subfolder has priority over those above it.
 */
final class IgnoreFiles {

    /** Excludes files from what is sent to machines. Its rules have priority over those of {@link #OF_GIT}. */
    static final String OF_THE_SWARM = ".locustswarmignore";

    static final String OF_GIT = ".gitignore";

    private final List<String> names;

    /** The folder above which no ignore files are read. */
    private final Path outermost;

    private final Map<Path, Optional<IgnoreRules>> rules = new HashMap<>();

    private IgnoreFiles(List<String> names, Path outermost) {
        this.names = names;
        this.outermost = outermost;
    }

    /** Returns the rules of {@value #OF_THE_SWARM} in a folder and below. */
    static IgnoreFiles ofTheSwarm(Path folder) {
        return new IgnoreFiles(List.of(OF_THE_SWARM), folder.toAbsolutePath().normalize());
    }

    /**
     * Returns the rules of {@value #OF_THE_SWARM} and {@value #OF_GIT} in a folder and below, and of those above it in the
     * same Git repository. If the repository ignores the folder itself, the rules above it do not apply.
     */
    static IgnoreFiles all(Path folder) {
        Path start = folder.toAbsolutePath().normalize();
        List<String> names = List.of(OF_THE_SWARM, OF_GIT);
        for (Path above = start; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                IgnoreFiles ofRepository = new IgnoreFiles(names, above);
                return ofRepository.ignoresAnyOf(start) ? new IgnoreFiles(names, start) : ofRepository;
            }
        }
        return new IgnoreFiles(names, start);
    }

    private boolean ignoresAnyOf(Path folder) {
        for (Path path = folder; path.startsWith(outermost) && !path.equals(outermost); path = path.getParent()) {
            if (ignores(path, true)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether the rules exclude a file or folder. The caller leaves out everything in an excluded folder.
     *
     * @throws BadInputException if an ignore file cannot be read
     */
    boolean ignores(Path path, boolean isFolder) {
        Path absolute = path.toAbsolutePath().normalize();
        for (String name : names) {
            for (Path folder = absolute.getParent();
                    folder != null && folder.startsWith(outermost);
                    folder = folder.getParent()) {
                String relative = RelativePath.of(folder, absolute);
                Optional<Boolean> ignored =
                        rules(folder.resolve(name)).flatMap(rules -> rules.decide(relative, isFolder));
                if (ignored.isPresent()) {
                    return ignored.get();
                }
            }
        }
        return false;
    }

    private Optional<IgnoreRules> rules(Path file) {
        return rules.computeIfAbsent(
                file, path -> Files.isRegularFile(path) ? Optional.of(IgnoreRules.read(path)) : Optional.empty());
    }
}
