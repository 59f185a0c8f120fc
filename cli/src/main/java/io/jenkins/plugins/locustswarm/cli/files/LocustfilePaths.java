package io.jenkins.plugins.locustswarm.cli.files;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The locustfiles of a load test, as Locust accepts them for {@code -f}: a file, several files separated by commas, or a
 * directory.
 *
 * @param paths the files and directories, as they were given
 */
record LocustfilePaths(List<Path> paths) {

    /** @throws BadInputException if the text names no file, or something that is not a path */
    static LocustfilePaths parse(String text) {
        List<Path> paths = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(LocustfilePaths::path)
                .toList();
        if (paths.isEmpty()) {
            throw new BadInputException("The locustfile is missing: name a file (-f).");
        }
        return new LocustfilePaths(paths);
    }

    private static Path path(String name) {
        if (name.matches("https?://.*")) {
            throw new BadInputException("The locustfile " + name + " is a URL: download the file, and name it (-f).");
        }
        try {
            return Path.of(name).normalize();
        } catch (InvalidPathException e) {
            throw new BadInputException("The locustfile \"" + name + "\" is not a valid path.", e);
        }
    }

    /** Returns the first path if it is relative, as a path below a bootstrap directory. */
    Path first() {
        return paths.get(0);
    }

    /** Returns the absolute paths. */
    List<Path> in(Path folder) {
        return paths.stream()
                .map(path -> folder.toAbsolutePath().resolve(path).normalize())
                .toList();
    }

    /** Returns the Python files in the folders of these paths, as a user would write them, sorted. */
    List<String> neighbors(Path currentFolder) {
        return paths.stream()
                .map(path -> path.resolveSibling(""))
                .distinct()
                .flatMap(folder -> pythonFiles(currentFolder.resolve(folder)).map(folder::resolve))
                .map(Path::toString)
                .sorted()
                .toList();
    }

    private static Stream<Path> pythonFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> Objects.requireNonNull(file.getFileName()))
                    .filter(name -> name.toString().endsWith(".py"))
                    .toList()
                    .stream();
        } catch (IOException e) { // there is no such folder
            return Stream.empty();
        }
    }

    /** Returns the folder with all of these files and directories; a single directory is that folder. */
    static Path commonFolder(List<Path> files) {
        Path common = null;
        for (Path file : files) {
            Path folder = Files.isDirectory(file) ? file : Objects.requireNonNull(file.getParent());
            while (common != null && !folder.startsWith(common)) {
                common = common.getParent();
            }
            common = common == null ? folder : common;
        }
        return Objects.requireNonNull(common);
    }

    /** Returns the paths below a folder as Locust's argument, with {@code /} between their parts. */
    static String below(Path folder, List<Path> files) {
        return files.stream()
                .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
                .map(path -> path.isEmpty() ? "." : path)
                .collect(Collectors.joining(","));
    }

    /** Returns the path without symbolic links. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new BadInputException(path + " cannot be read: " + e + ".", e);
        }
    }
}
