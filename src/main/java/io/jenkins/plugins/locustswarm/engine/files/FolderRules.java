package io.jenkins.plugins.locustswarm.engine.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which files of a folder are sent to machines. For one reading of the folder, in one thread. */
public final class FolderRules {

    /** Name of a folder below that for results, with files of a run that is being collected. */
    public static final String FETCHED_RESULTS = ".locust-swarm-fetched";

    /** Names of files and folders, at any depth, that are neither sent nor changed in the folder on a machine. */
    public static final Set<String> EXCLUDED =
            Set.of(".git", ".svn", ".hg", ".venv", "__pycache__", ".DS_Store", ".locust-swarm-lock", FETCHED_RESULTS);

    /** Names that only tools for development use. A bootstrap directory may need them; the folder of a locustfile does not. */
    private static final Set<String> OF_TOOLS = Set.of(
            ".bzr",
            ".jj",
            "CVS",
            ".cache",
            ".eggs",
            ".gradle",
            ".idea",
            ".ipynb_checkpoints",
            ".mypy_cache",
            ".nox",
            ".pytest_cache",
            ".ruff_cache",
            ".terraform",
            ".tox",
            ".vscode",
            "node_modules");

    /** Names under which programs keep credentials: a locustfile may be in a home directory. */
    private static final Set<String> OF_CREDENTIALS =
            Set.of(".aws", ".azure", ".git-credentials", ".gnupg", ".kube", ".locust-swarm", ".netrc", ".ssh");

    /** The usual name of a configuration, which holds keys of an AWS account. */
    private static final String CONFIGURATION = "locust-swarm.cfg";

    /** A file that every virtual environment has (PEP 405). */
    private static final String OF_VENV = "pyvenv.cfg";

    private final Path root;
    private final Set<String> excluded;
    private final boolean skipsVenvs;
    private final EarlierResults results;
    private final IgnoreFiles ignoreFiles;
    private final Set<Path> withheld;
    private final Set<Path> needed;
    private final Set<String> ignored = new TreeSet<>();

    private FolderRules(
            Path root,
            Set<String> excluded,
            boolean skipsVenvs,
            IgnoreFiles ignoreFiles,
            Collection<Path> withheld,
            Collection<Path> needed) {
        this.root = root;
        this.excluded = excluded;
        this.skipsVenvs = skipsVenvs;
        this.results = new EarlierResults(root);
        this.ignoreFiles = ignoreFiles;
        this.withheld = Stream.concat(withheld.stream(), withheld.stream().map(FolderRules::real))
                .collect(Collectors.toUnmodifiableSet());
        this.needed = Set.copyOf(needed);
    }

    /**
     * Returns the rules for a bootstrap directory: all files are sent, except version control, caches, virtual
     * environments with the usual name, the results of earlier runs, and what {@code .locustswarmignore} names.
     *
     * @param withheld files and folders that are never sent, such as private keys, also under the name of a link
     */
    public static FolderRules ofBootstrapDirectory(Path root, Collection<Path> withheld) {
        return new FolderRules(root, EXCLUDED, false, IgnoreFiles.ofTheSwarm(root), withheld, List.of());
    }

    /**
     * Returns the rules for the folder of a locustfile, which may be a whole repository or a home directory: also excludes
     * every virtual environment, the folders of development tools, credentials, and what {@code .gitignore} names.
     *
     * @param withheld files and folders that are never sent, such as private keys, also under the name of a link
     * @param locustfiles files that are sent even if they are ignored
     */
    public static FolderRules ofLocustfileFolder(Path root, Collection<Path> withheld, Collection<Path> locustfiles) {
        Set<String> excluded = new TreeSet<>(EXCLUDED);
        excluded.addAll(OF_TOOLS);
        excluded.addAll(OF_CREDENTIALS);
        return new FolderRules(root, excluded, true, IgnoreFiles.all(root), withheld, locustfiles);
    }

    /** Returns whether a folder is left out with everything in it; the root never is. */
    public boolean skipsFolder(Path folder) {
        if (folder.equals(root) || needed.stream().anyMatch(file -> file.startsWith(folder))) {
            return false;
        }
        return excluded.contains(nameOf(folder))
                || isWithheld(folder)
                || skipsVenvs && Files.exists(folder.resolve(OF_VENV))
                || isIgnored(folder, true);
    }

    /** Returns whether a file below the root is left out. */
    public boolean skipsFile(Path file) {
        String name = nameOf(file);
        if (needed.contains(file)) {
            return false;
        }
        return excluded.contains(name)
                || name.equals(CONFIGURATION)
                || isWithheld(file)
                || skipsVenvs && name.endsWith(".pyc")
                || isIgnored(file, false)
                || results.has(file);
    }

    private boolean isWithheld(Path path) {
        return !withheld.isEmpty() && (withheld.contains(path) || withheld.contains(real(path)));
    }

    /** Returns the path without symbolic links; the path itself if it does not exist. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    private boolean isIgnored(Path path, boolean isFolder) {
        if (!ignoreFiles.ignores(path, isFolder)) {
            return false;
        }
        ignored.add(root.relativize(path) + (isFolder ? "/" : ""));
        return true;
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Returns the folders, relative to the root, whose results of earlier runs were left out; {@code .} for the root. */
    public Set<String> resultsLeftOut() {
        return results.folders();
    }

    /** Returns the files and folders, relative to the root, that were left out because of an ignore file. */
    public Set<String> ignored() {
        return ignored;
    }
}
