package io.jenkins.plugins.locustswarm.cli.files;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.cli.config.SimilarNames;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FirstOfMany;
import io.jenkins.plugins.locustswarm.engine.files.FolderRules;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.files.LocustfilePaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the files that machines get: the bootstrap directory, or, for a locustfile elsewhere, the locustfile's own folder.
 * A locustfile outside of an existing bootstrap directory needs both; the bootstrap directory then has priority.
 */
public final class FileLookup {

    private static final int MAX_NAMES_SHOWN = 10;

    @CheckForNull
    private final Path given;

    private final Config config;
    private final Path home;
    private final Path currentFolder;
    private final Consumer<String> warnings;

    /**
     * @param given the bootstrap directory on the command line
     * @param home the folder with the records and keys of all swarms, which is not sent
     * @param warnings receives sentences about files that are not sent
     */
    public FileLookup(
            @CheckForNull Path given, Config config, Path home, Path currentFolder, Consumer<String> warnings) {
        this.given = given;
        this.config = config;
        this.home = home;
        this.currentFolder = currentFolder;
        this.warnings = warnings;
    }

    /**
     * Returns the files for a locustfile.
     *
     * @param locustfile a path below the bootstrap directory, or from the current folder; several are separated by commas
     * @throws BadInputException if there is no such file, or the files cannot be read
     */
    public TestFiles find(String locustfile) {
        LocustfilePaths wanted = LocustfilePaths.parse(locustfile);
        Path first = wanted.first().isAbsolute() ? null : wanted.first();
        Optional<FolderSnapshot> bootstrap =
                BootstrapFolder.find(given, config, currentFolder, first).map(this::bootstrapDirectory);
        if (bootstrap.isPresent()) {
            Optional<String> below = below(bootstrap.get(), wanted);
            if (below.isPresent()) {
                return new TestFiles(complete(bootstrap.get()), below.get());
            }
        }
        List<Path> files = wanted.in(currentFolder);
        Optional<Path> missing = files.stream().filter(Files::notExists).findFirst();
        if (missing.isEmpty()) {
            return besideLocustfile(files, bootstrap);
        }
        FolderSnapshot fallback = bootstrap.orElseGet(this::examples);
        return below(fallback, wanted)
                .map(below -> new TestFiles(fallback, below))
                .orElseThrow(
                        () -> new BadInputException("There is no locustfile " + locustfile + " in " + place(bootstrap)
                                + suggestion(locustfile, wanted.neighbors(currentFolder), bootstrap.isPresent())));
    }

    /** Returns the files of machines that are brought up without a locustfile: the bootstrap directory, or the examples. */
    public FolderSnapshot find() {
        return BootstrapFolder.find(given, config, currentFolder, null)
                .map(this::bootstrapDirectory)
                .map(this::complete)
                .orElseGet(this::examples);
    }

    /** Returns the files for a locustfile of the examples, unless a bootstrap directory was given. */
    public TestFiles findExample(String locustfile) {
        return given == null ? new TestFiles(examples(), locustfile) : find(locustfile);
    }

    private FolderSnapshot bootstrapDirectory(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return FolderSnapshot.of(absolute, display(absolute), FolderRules.ofBootstrapDirectory(absolute, withheld()));
    }

    private FolderSnapshot examples() {
        return bootstrapDirectory(BootstrapFolder.bundled());
    }

    /** Returns the locustfiles as paths below a bootstrap directory, if all of them are there. */
    private Optional<String> below(FolderSnapshot bootstrap, LocustfilePaths wanted) {
        if (wanted.paths().stream().allMatch(path -> contains(bootstrap, path))) {
            return Optional.of(LocustfilePaths.below(bootstrap.root(), wanted.in(bootstrap.root())));
        }
        List<Path> files = wanted.in(currentFolder);
        if (files.stream().anyMatch(Files::notExists)) {
            return Optional.empty();
        }
        return Stream.of(
                        LocustfilePaths.below(bootstrap.root(), files),
                        LocustfilePaths.below(
                                LocustfilePaths.real(bootstrap.root()),
                                files.stream().map(LocustfilePaths::real).toList()))
                .filter(paths ->
                        LocustfilePaths.parse(paths).paths().stream().allMatch(path -> contains(bootstrap, path)))
                .findFirst();
    }

    private static boolean contains(FolderSnapshot folder, Path path) {
        return !path.isAbsolute()
                && (folder.find(LocustfilePaths.below(Path.of(""), List.of(path)))
                                .isPresent()
                        || !path.startsWith("..")
                                && Files.isDirectory(folder.root().resolve(path)));
    }

    /**
     * Returns the files for locustfiles in a folder that an earlier command has sent.
     *
     * @param files absolute paths in the folder
     */
    FolderSnapshot find(Path folder, List<Path> files) {
        Optional<FolderSnapshot> bootstrap =
                BootstrapFolder.find(given, config, currentFolder, null).map(this::bootstrapDirectory);
        return with(bootstrap, ofFolder(folder, files));
    }

    private TestFiles besideLocustfile(List<Path> files, Optional<FolderSnapshot> bootstrap) {
        for (Path file : files) {
            if (!Files.isDirectory(file) && !file.toString().endsWith(".py")) {
                throw new BadInputException("The locustfile " + display(file) + " is not a Python file: Locust needs a"
                        + " file whose name ends in .py, or a directory.");
            }
        }
        Path folder = LocustfilePaths.commonFolder(files);
        FolderSnapshot ofLocustfile = ofFolder(folder, files);
        String below = LocustfilePaths.below(folder, files);
        bootstrap.ifPresent(directory -> refuseReplaced(below, ofLocustfile, directory));
        return new TestFiles(with(bootstrap, ofLocustfile), below);
    }

    /** Refuses locustfiles in whose place the machines would load files of the bootstrap directory. */
    private static void refuseReplaced(String locustfiles, FolderSnapshot ofLocustfile, FolderSnapshot bootstrap) {
        List<String> files =
                ofLocustfile.entries().stream().map(FolderSnapshot.Entry::path).toList();
        List<String> differences = bootstrap.differences(ofLocustfile);
        for (String file : LocustfilePaths.parse(locustfiles).loadedOf(files)) {
            if (differences.contains(file)) {
                throw LocustfilePaths.replaced(file + " of " + ofLocustfile.name(), bootstrap.name());
            }
        }
    }

    private FolderSnapshot ofFolder(Path folder, List<Path> files) {
        FolderSnapshot ofLocustfile = FolderSnapshot.ofLocustfileFolder(
                folder, display(folder), FolderRules.ofLocustfileFolder(folder, withheld(), files));
        for (Path file : files) {
            if (Files.isDirectory(file) && !hasLocustfile(ofLocustfile, file)) {
                throw LocustfilePaths.noneIn(Path.of(display(file)));
            }
        }
        return ofLocustfile;
    }

    private FolderSnapshot with(Optional<FolderSnapshot> bootstrap, FolderSnapshot ofLocustfile) {
        if (bootstrap.isEmpty()) {
            warnOfScript(ofLocustfile);
        }
        return bootstrap
                .map(this::complete)
                .map(directory -> over(directory, ofLocustfile))
                .orElseGet(() -> withScript(ofLocustfile));
    }

    private FolderSnapshot over(FolderSnapshot bootstrap, FolderSnapshot ofLocustfile) {
        warnOfDifferences(bootstrap, ofLocustfile);
        return bootstrap.over(ofLocustfile);
    }

    /** A repository can have a {@code bootstrap.sh} for another purpose, which must not run as root on machines. */
    private void warnOfScript(FolderSnapshot ofLocustfile) {
        if (ofLocustfile.find(SwarmPlan.BOOTSTRAP_SCRIPT).isPresent()) {
            warnings.accept("Warning: bootstrap.sh in " + ofLocustfile.name() + " is not run on the machines. If it"
                    + " prepares them, name its folder as the bootstrap directory (-d).");
        }
    }

    private static boolean hasLocustfile(FolderSnapshot files, Path directory) {
        return files.entries().stream()
                .map(FolderSnapshot.Entry::source)
                .anyMatch(source -> source.startsWith(directory) && LocustfilePaths.isLoaded(source));
    }

    private void warnOfDifferences(FolderSnapshot bootstrap, FolderSnapshot ofLocustfile) {
        List<String> differences = bootstrap.differences(ofLocustfile);
        if (!differences.isEmpty()) {
            warnings.accept("Warning: " + String.join(", ", differences) + " of " + ofLocustfile.name()
                    + (differences.size() == 1 ? " is" : " are") + " not sent, because " + bootstrap.name()
                    + " has files with the same names.");
        }
    }

    private FolderSnapshot complete(FolderSnapshot files) {
        return files.find(SwarmPlan.BOOTSTRAP_SCRIPT).isPresent() ? files : withScript(files);
    }

    private static FolderSnapshot withScript(FolderSnapshot files) {
        return files.with(SwarmPlan.BOOTSTRAP_SCRIPT, BootstrapFolder.bundled().resolve(SwarmPlan.BOOTSTRAP_SCRIPT));
    }

    /** Returns files and folders with secrets of this installation, which may lie beside a locustfile. */
    private List<Path> withheld() {
        Stream<Path> keys =
                Stream.of(ConfigKey.FABRIC_KEY_FILENAME, ConfigKey.HOSTS_KEY).flatMap(key -> config.path(key).stream());
        return Stream.of(config.file().stream(), keys, Stream.of(home))
                .flatMap(paths -> paths)
                .map(path -> currentFolder.toAbsolutePath().resolve(path).normalize())
                .toList();
    }

    /** Returns a path as the user would write it: relative to the current folder if it is below that. */
    private String display(Path path) {
        Path here = currentFolder.toAbsolutePath().normalize();
        return path.startsWith(here) && !path.equals(here)
                ? here.relativize(path).toString()
                : path.toString();
    }

    private String place(Optional<FolderSnapshot> bootstrap) {
        return bootstrap.map(files -> files.name() + " or ").orElse("") + "the current folder " + currentFolder + ".";
    }

    private String suggestion(String locustfile, List<String> neighbors, boolean hasBootstrapDirectory) {
        FolderSnapshot files = find();
        List<String> names = files.entries().stream()
                .map(FolderSnapshot.Entry::path)
                .filter(name -> name.endsWith(".py"))
                .toList();
        return SimilarNames.closest(
                        locustfile,
                        Stream.concat(neighbors.stream(), names.stream()).toList())
                .map(name -> " Did you mean " + name + "?")
                .orElseGet(() -> sentence(" There are ", neighbors)
                        + (hasBootstrapDirectory || neighbors.isEmpty()
                                ? sentence(" In " + files.name() + " there are ", names)
                                : ""));
    }

    private static String sentence(String beginning, List<String> names) {
        return names.isEmpty() ? "" : beginning + FirstOfMany.names(names, MAX_NAMES_SHOWN) + ".";
    }
}
