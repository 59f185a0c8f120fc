package io.jenkins.plugins.locustswarm.steps.workspace;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import io.jenkins.plugins.locustswarm.config.local.NodeFiles;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FirstOfMany;
import io.jenkins.plugins.locustswarm.engine.files.FolderSize;
import io.jenkins.plugins.locustswarm.engine.files.UnsentFiles;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Copies the files of machines from the workspace, on whichever node, to the controller. */
public final class WorkspaceFiles {

    private static final long MB = 1_000_000;

    /** The maximum size of all files, in bytes: the controller keeps a copy, and every machine gets one. */
    private static final long MAX_SIZE = 1_000 * MB;

    private static final int MAX_PROBLEMS_SHOWN = 5;

    private WorkspaceFiles() {}

    /**
     * Copies the files, and replaces an earlier copy. The copy consists of folders and regular files only, and has a
     * {@code bootstrap.sh}: the one of the plugin if the workspace has none.
     *
     * @param workspace the workspace; absent outside of a node
     * @param bootstrapDirectory path of the bootstrap directory below the workspace; if absent, {@code bootstrap} if it
     *     is one
     * @param locustfile path below the bootstrap directory or the workspace; several are separated by commas; absent to
     *     bring machines up without one
     * @param hostGiven whether Locust may get a host from elsewhere than the locustfile
     * @param notes receives sentences about files that are not copied, and about what may be an error in the locustfile
     * @throws BadInputException if there are no such files, Locust cannot run the locustfile, they are too large, or
     *     they contain something that cannot be copied, such as a link out of the folder
     */
    public static CopiedFiles copy(
            @CheckForNull FilePath workspace,
            @CheckForNull String bootstrapDirectory,
            @CheckForNull String locustfile,
            boolean hostGiven,
            Path target,
            Consumer<String> notes)
            throws IOException, InterruptedException {
        if (workspace == null) {
            throw new BadInputException("The files of the machines are taken from the workspace, and this step runs"
                    + " outside of a node: put it into node { }.");
        }
        if (!workspace.exists()) { // a build that has checked nothing out
            throw new BadInputException("The workspace " + workspace.getRemote() + " has no files: check out the"
                    + " repository with the locustfile before this step.");
        }
        if (bootstrapDirectory != null) {
            check(workspace, bootstrapDirectory);
        }
        WorkspaceLookup.Found found = workspace.act(new WorkspaceLookup(bootstrapDirectory, locustfile, hostGiven));
        if (found.refusal() != null) {
            throw new BadInputException(found.refusal());
        }
        if (found.note() != null) {
            notes.accept(found.note());
        }
        WorkspaceListing bootstrap = found.bootstrap();
        WorkspaceListing besideLocustfile = found.locustfileFolder();
        if (bootstrap != null) {
            check(bootstrap);
            UnsentFiles.ignored(bootstrap.ignored()).ifPresent(notes);
        }
        if (besideLocustfile != null) {
            checkLocustfileFolder(besideLocustfile);
            UnsentFiles.ignored(besideLocustfile.ignored()).ifPresent(notes);
            UnsentFiles.problems(besideLocustfile.problems()).ifPresent(notes);
            if (bootstrap == null && besideLocustfile.has(Path.of(SwarmPlan.BOOTSTRAP_SCRIPT))) {
                notes.accept("The bootstrap.sh beside the locustfile is not run on the machines. If it prepares them,"
                        + " name its folder as the bootstrap directory (bootstrapDir).");
            }
        }
        FilePath copy = new FilePath(target.toFile());
        copy.deleteRecursive();
        copy.mkdirs();
        Set<String> taken =
                new HashSet<>(Set.of(SwarmPlan.BOOTSTRAP_SCRIPT)); // only that of a bootstrap directory is run
        for (WorkspaceListing listing : Arrays.asList(bootstrap, besideLocustfile)) {
            if (listing != null) {
                List<WorkspaceListing.Entry> files = listing.files().stream()
                        .filter(file -> taken.add(file.path()) || listing == bootstrap)
                        .toList();
                fetch(workspace.child(listing.folder()), listing.folder(), files, target);
            }
        }
        addBootstrapScript(target);
        return new CopiedFiles(
                besideLocustfile == null ? null : besideLocustfile.folder(),
                bootstrap == null ? null : bootstrap.folder(),
                found.locustfile());
    }

    private static void check(FilePath workspace, String bootstrapDirectory) throws IOException, InterruptedException {
        FilePath source = workspace.child(bootstrapDirectory);
        if (!workspace.isDescendant(bootstrapDirectory)) {
            throw new BadInputException("The bootstrap directory " + bootstrapDirectory + " is not below the workspace "
                    + workspace.getRemote() + ": name a folder of the workspace.");
        }
        if (!source.isDirectory()) {
            throw new BadInputException("There is no bootstrap directory " + source.getRemote()
                    + " in the workspace: check out the files before this step, or name their folder (bootstrapDir).");
        }
    }

    private static void addBootstrapScript(Path target) throws IOException {
        Path script = target.resolve(SwarmPlan.BOOTSTRAP_SCRIPT);
        if (Files.exists(script)) {
            return;
        }
        try (InputStream in = WorkspaceFiles.class.getResourceAsStream(SwarmPlan.BOOTSTRAP_SCRIPT)) {
            Files.copy(Objects.requireNonNull(in), script);
        }
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
    }

    /** @throws BadInputException if the listed files cannot be copied */
    static void check(WorkspaceListing listing) {
        String folder = listing.folder();
        List<String> problems = listing.problems();
        if (!problems.isEmpty()) {
            List<String> paths = problems.stream()
                    .sorted()
                    .map(problem -> folder + "/" + problem)
                    .toList();
            throw new BadInputException(FirstOfMany.clauses(paths, MAX_PROBLEMS_SHOWN)
                    + (paths.size() == 1
                            ? ": replace it with a file that can be copied, or remove it."
                            : ": replace each with a file that can be copied, or remove it."));
        }
        List<WorkspaceListing.Entry> files = listing.files();
        if (files.size() > WorkspaceListing.MAX_FILES) {
            throw new BadInputException("The bootstrap directory " + folder + " has more than "
                    + WorkspaceListing.MAX_FILES + " files, and every machine gets all of them: leave out what the"
                    + " locustfile does not need, or let bootstrap.sh fetch an archive.");
        }
        long size = 0;
        for (WorkspaceListing.Entry file : files) {
            if (file.size() < 0 || file.size() > MAX_SIZE - size) {
                throw tooLarge(files, folder);
            }
            size += file.size();
        }
    }

    /**
     * Counts the files of a locustfile's folder again, since its node is not trusted.
     *
     * @throws BadInputException if the folder is too large
     */
    static void checkLocustfileFolder(WorkspaceListing listing) {
        FolderSize size = new FolderSize();
        listing.files().forEach(file -> size.add(file.path(), file.size()));
        size.check(listing.folder());
    }

    private static BadInputException tooLarge(List<WorkspaceListing.Entry> files, String folder) {
        WorkspaceListing.Entry largest = files.stream()
                .max(Comparator.comparingLong(WorkspaceListing.Entry::size))
                .orElseThrow();
        return new BadInputException(String.format(
                Locale.ROOT,
                "The bootstrap directory %s has more than %,d MB, and every machine gets all of it (the largest file is"
                        + " %s with %,d MB): leave out what the locustfile does not need, or let bootstrap.sh fetch"
                        + " large files.",
                folder,
                MAX_SIZE / MB,
                largest.path(),
                largest.size() / MB));
    }

    private static void fetch(FilePath source, String folder, List<WorkspaceListing.Entry> files, Path target)
            throws IOException, InterruptedException {
        makeFolders(files, folder, target);
        List<FileRequest> requests = files.stream()
                .map(file -> new FileRequest(file.path(), file.size(), FileRequest.Part.NOTHING))
                .toList();
        List<FetchedFile> fetched = NodeFiles.fetch(source, "The workspace", requests, target);
        for (int i = 0; i < files.size(); i++) {
            WorkspaceListing.Entry file = files.get(i);
            FetchedFile copy = i < fetched.size() ? fetched.get(i) : null;
            if (copy == null || !copy.wanted().equals(requests.get(i)) || copy.size() != file.size()) {
                throw new BadInputException("The file " + folder + "/" + file.path()
                        + " of the workspace changed while it was copied: start the build again.");
            }
            if (file.executable() && !copy.copy().toFile().setExecutable(true)) {
                throw new IOException(copy.copy() + " cannot be made executable");
            }
        }
    }

    /**
     * Creates the folders of these files. The paths come from a node, which is not trusted: none may leave the target.
     */
    static void makeFolders(List<WorkspaceListing.Entry> files, String folder, Path target) throws IOException {
        Set<Path> all = new HashSet<>();
        for (WorkspaceListing.Entry file : files) {
            Path below = Path.of(file.path());
            boolean isPlain = !file.path().isEmpty()
                    && !below.isAbsolute()
                    && !below.startsWith("..")
                    && below.equals(below.normalize());
            if (!isPlain || !all.add(below)) {
                throw new BadInputException(
                        "The node has a file in the folder " + folder + " that cannot be copied: " + file.path() + ".");
            }
            Files.createDirectories(target.resolve(below).getParent());
        }
    }
}
