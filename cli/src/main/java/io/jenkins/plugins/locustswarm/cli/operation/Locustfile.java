package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.config.SimilarNames;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Finds a locustfile in the bootstrap directory, because machines get no other files. */
public final class Locustfile {

    private Locustfile() {}

    /**
     * Returns the path of a locustfile below the bootstrap directory, with {@code /} between its parts.
     *
     * @param given its name in the bootstrap directory, or its path from the current folder
     * @throws BadInputException if there is no such file, or it is not in the bootstrap directory
     */
    public static String find(String given, FolderSnapshot bootstrap, Path currentFolder) {
        Path path;
        try {
            path = Path.of(given);
        } catch (InvalidPathException e) {
            throw new BadInputException("The locustfile \"" + given + "\" is not a valid path.", e);
        }
        String below = path.normalize().toString();
        if (!path.isAbsolute() && bootstrap.find(below).isPresent()) {
            return below;
        }
        Path file = currentFolder.resolve(path).normalize();
        if (!Files.exists(file)) {
            throw new BadInputException("There is no locustfile " + given + " in the bootstrap directory "
                    + bootstrap.root() + "." + suggestion(below, bootstrap));
        }
        String inside = real(bootstrap.root()).relativize(real(file)).toString();
        if (bootstrap.find(inside).isPresent()) {
            return inside;
        }
        String link = bootstrap.root().toAbsolutePath().relativize(file).toString();
        if (bootstrap.find(link).isPresent()) {
            return link;
        }
        throw new BadInputException("The locustfile " + given + " is not a file in the bootstrap directory "
                + bootstrap.root() + ", and machines get no other files: copy it there, or name its folder with -d.");
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new BadInputException(path + " cannot be read: " + e + ".", e);
        }
    }

    private static String suggestion(String given, FolderSnapshot bootstrap) {
        List<String> names = bootstrap.entries().stream()
                .map(FolderSnapshot.Entry::path)
                .filter(name -> name.endsWith(".py"))
                .toList();
        return SimilarNames.closest(given, names)
                .map(name -> " Did you mean " + name + "?")
                .orElse(names.isEmpty() ? "" : " It contains " + String.join(", ", names) + ".");
    }
}
