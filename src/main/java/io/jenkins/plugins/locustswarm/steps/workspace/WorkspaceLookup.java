package io.jenkins.plugins.locustswarm.steps.workspace;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.LocustfilePaths;
import io.jenkins.plugins.locustswarm.engine.locust.LocustfileCheck;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.MasterToSlaveFileCallable;

/**
 * Finds and lists the files of machines on the node of a workspace: the bootstrap directory, or, for a locustfile that is
 * not in one, the locustfile's own folder. A locustfile outside of an existing bootstrap directory needs both.
 */
final class WorkspaceLookup extends MasterToSlaveFileCallable<WorkspaceLookup.Found> {

    private static final long serialVersionUID = 1L;

    /** The folder that is a bootstrap directory without being named, if it contains what one contains. */
    private static final String DEFAULT_BOOTSTRAP_DIRECTORY = "bootstrap";

    private static final int MAX_NAMES_SHOWN = 10;

    /**
     * What was found.
     *
     * @param refusal why the files cannot be used, if they cannot: exceptions arrive as those of the connection
     * @param bootstrap the bootstrap directory, if it is sent
     * @param locustfileFolder the locustfile's folder, if it is sent
     * @param locustfile the path of the locustfile below the files, if one is wanted
     * @param note a sentence about what may be an error in the locustfile
     */
    record Found(
            @CheckForNull String refusal,
            @CheckForNull WorkspaceListing bootstrap,
            @CheckForNull WorkspaceListing locustfileFolder,
            @CheckForNull String locustfile,
            @CheckForNull String note)
            implements Serializable {

        private Found(
                @CheckForNull WorkspaceListing bootstrap,
                @CheckForNull WorkspaceListing locustfileFolder,
                @CheckForNull String locustfile) {
            this(null, bootstrap, locustfileFolder, locustfile, null);
        }

        private static Found refused(String why) {
            return new Found(why, null, null, null, null);
        }

        /** Checks the locustfile with the node's Python, if there is one. */
        private Found checked(Path workspace, boolean hostGiven) {
            if (locustfile == null) {
                return this;
            }
            Map<String, Path> paths = new HashMap<>();
            for (WorkspaceListing listing : Arrays.asList(locustfileFolder, bootstrap)) { // which has priority
                if (listing != null) {
                    Path folder = workspace.resolve(listing.folder());
                    listing.files().forEach(file -> paths.put(file.path(), folder.resolve(file.path())));
                }
            }
            String found = LocustfileCheck.check(locustfile, paths, hostGiven).orElse(null);
            return new Found(refusal, bootstrap, locustfileFolder, locustfile, found);
        }
    }

    @CheckForNull
    private final String bootstrapDirectory;

    @CheckForNull
    private final String locustfile;

    private final boolean hostGiven;

    /**
     * @param bootstrapDirectory path of the bootstrap directory below the workspace; {@code bootstrap}, if it is one, if
     *     absent
     * @param locustfile path below the bootstrap directory or the workspace; several are separated by commas; absent to bring
     *     machines up without one
     * @param hostGiven whether Locust may get a host from elsewhere than the locustfile
     */
    WorkspaceLookup(@CheckForNull String bootstrapDirectory, @CheckForNull String locustfile, boolean hostGiven) {
        this.bootstrapDirectory = bootstrapDirectory;
        this.locustfile = locustfile;
        this.hostGiven = hostGiven;
    }

    @Override
    public Found invoke(File folder, VirtualChannel channel) throws IOException {
        try {
            Path workspace = folder.toPath().toRealPath();
            return find(workspace).checked(workspace, hostGiven);
        } catch (BadInputException e) {
            return Found.refused(String.valueOf(e.getMessage()));
        }
    }

    private Found find(Path workspace) throws IOException {
        Optional<String> directory = directory(workspace);
        WorkspaceListing bootstrap = directory.isEmpty()
                ? null
                : WorkspaceListing.ofBootstrapDirectory(directory.get(), workspace.resolve(directory.get()));
        if (locustfile == null) {
            if (bootstrap == null) {
                throw new BadInputException(
                        "The workspace has no bootstrap directory: name it (bootstrapDir), or name the"
                                + " locustfile (file), whose folder is then sent to the machines.");
            }
            return new Found(bootstrap, null, null);
        }
        LocustfilePaths wanted = LocustfilePaths.parse(locustfile);
        if (bootstrap != null) {
            Path root = workspace.resolve(directory.get());
            for (List<Path> files : List.of(wanted.in(root), wanted.in(workspace))) {
                if (files.stream().allMatch(path -> isBelow(root, path))) {
                    return new Found(bootstrap, null, LocustfilePaths.below(root, files));
                }
            }
        }
        return beside(workspace, wanted, bootstrap);
    }

    private Found beside(Path workspace, LocustfilePaths wanted, @CheckForNull WorkspaceListing bootstrap)
            throws IOException {
        List<Path> files = wanted.in(workspace);
        for (Path file : files) {
            if (!isBelow(workspace, file)) {
                throw new BadInputException("There is no locustfile " + locustfile + " in "
                        + (bootstrap == null ? "" : "the bootstrap directory " + bootstrap.folder() + " or ")
                        + "the workspace." + suggestion(workspace, bootstrap));
            } else if (!Files.isDirectory(file) && !file.toString().endsWith(".py")) {
                throw new BadInputException("The locustfile " + workspace.relativize(file)
                        + " is not a Python file: Locust needs a file whose name ends in .py, or a directory.");
            }
        }
        Path folder = LocustfilePaths.commonFolder(files);
        Path real = inside(workspace, folder);
        List<Path> below = files.stream().map(folder::relativize).toList();
        WorkspaceListing listing = WorkspaceListing.ofLocustfileFolder(
                LocustfilePaths.below(workspace, List.of(folder)), real, new LocustfilePaths(below).in(real));
        listing.checkSize();
        for (Path file : below) {
            if (Files.isDirectory(real.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                if (!listing.hasLocustfile(file)) {
                    throw LocustfilePaths.noneIn(workspace.relativize(folder.resolve(file)));
                }
            } else if (!listing.has(file)) {
                String why = listing.problems().stream()
                        .filter(problem -> problem.startsWith(file.getName(0).toString()))
                        .findFirst()
                        .orElse("it is below a link");
                throw new BadInputException("The locustfile " + workspace.relativize(folder.resolve(file))
                        + " cannot be copied (" + why + "): put the file itself there.");
            }
        }
        String names = LocustfilePaths.below(folder, files);
        if (bootstrap != null) {
            refuseReplaced(names, listing, bootstrap, workspace);
        }
        return new Found(bootstrap, listing, names);
    }

    /** Refuses locustfiles in whose place the machines would load files of the bootstrap directory. */
    private static void refuseReplaced(
            String names, WorkspaceListing ofLocustfile, WorkspaceListing bootstrap, Path workspace)
            throws IOException {
        List<String> files =
                ofLocustfile.files().stream().map(WorkspaceListing.Entry::path).toList();
        for (String file : LocustfilePaths.parse(names).loadedOf(files)) {
            Path wanted = workspace.resolve(ofLocustfile.folder()).resolve(file);
            if (bootstrap.has(Path.of(file))
                    && Files.mismatch(
                                    wanted,
                                    workspace.resolve(bootstrap.folder()).resolve(file))
                            >= 0) {
                throw LocustfilePaths.replaced(
                        workspace.relativize(wanted.normalize()).toString(),
                        "the bootstrap directory " + bootstrap.folder());
            }
        }
    }

    /** Returns the path without links, none of which may lead out of the workspace. */
    private static Path inside(Path workspace, Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!real.startsWith(workspace)) {
            throw new BadInputException("The folder " + workspace.relativize(folder)
                    + " is a symbolic link to a target outside the workspace: put the files themselves into the"
                    + " workspace.");
        }
        return real;
    }

    private Optional<String> directory(Path workspace) throws IOException {
        if (bootstrapDirectory != null) {
            return Optional.of(bootstrapDirectory);
        }
        Path folder = workspace.resolve(DEFAULT_BOOTSTRAP_DIRECTORY);
        boolean isBootstrap = Stream.concat(
                        Stream.of(Path.of(SwarmPlan.BOOTSTRAP_SCRIPT), Path.of("requirements.txt")),
                        locustfile == null ? Stream.empty() : LocustfilePaths.parse(locustfile).paths().stream())
                .anyMatch(path -> Files.exists(folder.resolve(path)) && !path.isAbsolute() && !isEmpty(path));
        if (!isBootstrap) {
            return Optional.empty();
        }
        inside(workspace, folder);
        return Optional.of(DEFAULT_BOOTSTRAP_DIRECTORY);
    }

    /** Returns whether the path is the folder itself, which exists in any folder. */
    private static boolean isEmpty(Path path) {
        return path.toString().isEmpty();
    }

    /** Returns whether the file or folder exists below a folder. */
    private static boolean isBelow(Path folder, Path path) {
        return path.normalize().startsWith(folder) && Files.exists(path);
    }

    private static String suggestion(Path workspace, @CheckForNull WorkspaceListing bootstrap) throws IOException {
        List<String> names;
        if (bootstrap == null) {
            try (Stream<Path> files = Files.list(workspace)) {
                names = files.map(file -> String.valueOf(file.getFileName())).toList();
            }
        } else {
            names = bootstrap.files().stream().map(WorkspaceListing.Entry::path).toList();
        }
        List<String> python = names.stream()
                .filter(name -> name.endsWith(".py"))
                .sorted()
                .limit(MAX_NAMES_SHOWN)
                .toList();
        return python.isEmpty() ? "" : " There are " + String.join(", ", python) + ".";
    }
}
