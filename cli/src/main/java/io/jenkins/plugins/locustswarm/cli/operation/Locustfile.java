package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.config.SimilarNames;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Finds the locustfile that somebody named in the bootstrap directory, which is where machines get it from. */
public final class Locustfile {

    private Locustfile() {}

    /**
     * The path below the bootstrap directory, with {@code /} between its parts.
     *
     * @param given a name in the bootstrap directory, or a path to a file in it from the current folder
     * @throws BadInputException when there is no such file, or it lies elsewhere
     */
    public static String find(String given, FolderSnapshot bootstrap, Path currentFolder) {
        Path path;
        try {
            path = Path.of(given);
        } catch (InvalidPathException e) {
            throw new BadInputException("The locustfile cannot be \"" + given + "\": that is no path.", e);
        }
        String below = path.normalize().toString();
        if (!path.isAbsolute() && bootstrap.find(below).isPresent()) {
            return below;
        }
        Path file = currentFolder.resolve(path).normalize();
        if (!Files.exists(file)) {
            throw new BadInputException("There is no locustfile " + given + " in the bootstrap directory "
                    + bootstrap.root() + "." + proposal(below, bootstrap));
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

    private static String proposal(String given, FolderSnapshot bootstrap) {
        List<String> names = bootstrap.entries().stream()
                .map(FolderSnapshot.Entry::path)
                .filter(name -> name.endsWith(".py"))
                .toList();
        return SimilarNames.to(given, names)
                .map(near -> " Did you mean " + near + "?")
                .orElse(names.isEmpty() ? "" : " There are " + String.join(", ", names) + ".");
    }
}
