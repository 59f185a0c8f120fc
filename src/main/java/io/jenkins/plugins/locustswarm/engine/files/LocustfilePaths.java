package io.jenkins.plugins.locustswarm.engine.files;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
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
public record LocustfilePaths(List<Path> paths) {

    /** @throws BadInputException if the text names no file, or something that is not a path */
    public static LocustfilePaths parse(String text) {
        List<Path> paths = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(LocustfilePaths::path)
                .toList();
        if (paths.isEmpty()) {
            throw new BadInputException("The locustfile is missing: name a file.");
        }
        return new LocustfilePaths(paths);
    }

    /**
     * Returns the name of a test without a name of its own: the name of its locustfile without folders and extension,
     * or the names of several with hyphens between them; empty if the text names none, or only a folder such as {@code .}.
     */
    public static String testName(String locustfiles) {
        return Arrays.stream(locustfiles.split(","))
                .map(file -> file.strip().replaceAll("/+$", ""))
                .map(file -> file.substring(file.lastIndexOf('/') + 1).replaceAll("\\.py$", ""))
                .filter(name -> !name.matches("\\.{0,2}"))
                .collect(Collectors.joining("-"));
    }

    private static Path path(String name) {
        if (name.matches("https?://.*")) {
            throw new BadInputException("The locustfile " + name + " is a URL: download the file, and name it.");
        }
        try {
            return Path.of(name).normalize();
        } catch (InvalidPathException e) {
            throw new BadInputException("The locustfile \"" + name + "\" is not a valid path.", e);
        }
    }

    /** Returns the first path if it is relative, as a path below a bootstrap directory. */
    public Path first() {
        return paths.get(0);
    }

    /** Returns the absolute paths. */
    public List<Path> in(Path folder) {
        return paths.stream()
                .map(path -> folder.toAbsolutePath().resolve(path).normalize())
                .toList();
    }

    /** Returns the Python files in the folders of these paths, as a user would write them, sorted. */
    public List<String> neighbors(Path currentFolder) {
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

    /**
     * Returns whether Locust loads a file of a directory ({@code parse_locustfile_paths} in its {@code
     * argument_parser.py}).
     */
    public static boolean isLoaded(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".py") && !name.startsWith("_");
    }

    /**
     * Returns the files that Locust loads, of those with these paths: the files themselves, and those in the
     * directories.
     */
    public List<String> loadedOf(Collection<String> files) {
        return paths.stream()
                .map(path -> path.toString().isEmpty() ? "" : RelativePath.text(path))
                .flatMap(path -> files.contains(path)
                        ? Stream.of(path)
                        : files.stream()
                                .filter(file -> path.isEmpty() || path.equals(".") || file.startsWith(path + "/"))
                                .filter(file -> isLoaded(Path.of(file)))
                                .sorted())
                .distinct()
                .toList();
    }

    /**
     * Returns the exception for a locustfile in whose place the machines would load a file of the bootstrap directory.
     *
     * @param locustfile its path, and what it is in if that is not clear
     * @param bootstrap the bootstrap directory, in words
     */
    public static BadInputException replaced(String locustfile, String bootstrap) {
        return new BadInputException("The locustfile " + locustfile + " cannot be sent, because " + bootstrap
                + " has another file with the same name: rename one of them.");
    }

    /** Returns the exception for a directory in which Locust loads no file. */
    public static BadInputException noneIn(Path directory) {
        return new BadInputException("There is no locustfile in the directory "
                + (directory.toString().isEmpty() ? "." : directory)
                + ": Locust loads the files in it whose names end in .py and do not begin with _.");
    }

    /** Returns the folder with all of these files and directories; a single directory is that folder. */
    public static Path commonFolder(List<Path> files) {
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
    public static String below(Path folder, List<Path> files) {
        return argument(files.stream().map(folder::relativize));
    }

    /** Returns the paths as Locust's argument where a folder is the current one: those in the folder without its name. */
    public String within(String folder) {
        Path current = Path.of(folder);
        return argument(paths.stream().map(path -> path.startsWith(current) ? current.relativize(path) : path));
    }

    private static String argument(Stream<Path> paths) {
        return paths.map(RelativePath::text)
                .map(path -> path.isEmpty() ? "." : path)
                .collect(Collectors.joining(","));
    }

    /** Returns the path without symbolic links. */
    public static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new BadInputException(path + " cannot be read: " + FileErrorText.of(e) + ".", e);
        }
    }
}
