package io.jenkins.plugins.locustswarm.steps.workspace;

import io.jenkins.plugins.locustswarm.engine.files.FolderRules;
import io.jenkins.plugins.locustswarm.engine.files.FolderSize;
import io.jenkins.plugins.locustswarm.engine.files.LocustfilePaths;
import io.jenkins.plugins.locustswarm.engine.files.RelativePath;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a folder in the workspace, as its node lists them. A symbolic link to a file of the folder counts as that
 * file; any other link is a problem, and is never followed.
 */
final class WorkspaceListing implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The maximum number of files to copy. */
    static final int MAX_FILES = 20_000;

    /**
     * A file to copy.
     *
     * @param path the path below the folder, with {@code /} as separator
     * @param size the size in bytes
     * @param executable whether the file is executable
     */
    record Entry(String path, long size, boolean executable) implements Serializable {}

    private final String folder;
    private final boolean isLimited;
    private final transient FolderSize size = new FolderSize();
    private final ArrayList<Entry> files = new ArrayList<>();
    private final ArrayList<String> problems = new ArrayList<>();
    private final ArrayList<String> ignored = new ArrayList<>();

    private WorkspaceListing(String folder, boolean isLimited) {
        this.folder = folder;
        this.isLimited = isLimited;
    }

    /** Returns the path of the folder below the workspace, with {@code /} as separator; {@code .} for the workspace. */
    String folder() {
        return folder;
    }

    /** Returns the files in no particular order; not all of them if there are more than {@link #MAX_FILES}. */
    List<Entry> files() {
        return files;
    }

    /** Returns whether a file is among those to copy. */
    boolean has(Path file) {
        String path = RelativePath.text(file);
        return files.stream().anyMatch(entry -> entry.path().equals(path));
    }

    /** Returns whether Locust finds a locustfile in a directory; an empty path is the listed folder. */
    boolean hasLocustfile(Path directory) {
        return files.stream()
                .map(entry -> Path.of(entry.path()))
                .filter(path -> directory.toString().isEmpty() || path.startsWith(directory))
                .anyMatch(LocustfilePaths::isLoaded);
    }

    /** Returns what cannot be copied, each with its path and the reason. */
    List<String> problems() {
        return problems;
    }

    /** Returns the files and folders that an ignore file excludes. */
    List<String> ignored() {
        return ignored;
    }

    /**
     * Checks the size of a locustfile's folder, on the node that has listed it: it has also counted files that are not
     * among {@link #files}.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the folder is too large
     */
    void checkSize() {
        size.check(folder);
    }

    /** Lists a bootstrap directory. */
    static WorkspaceListing ofBootstrapDirectory(String folder, Path path) throws IOException {
        Path root = path.toRealPath();
        return new WorkspaceListing(folder, false).read(root, FolderRules.ofBootstrapDirectory(root, List.of()));
    }

    /**
     * Lists a locustfile's folder.
     *
     * @param locustfiles the locustfiles below the path
     */
    static WorkspaceListing ofLocustfileFolder(String folder, Path path, List<Path> locustfiles) throws IOException {
        return new WorkspaceListing(folder, true)
                .read(path, FolderRules.ofLocustfileFolder(path, List.of(), locustfiles));
    }

    private WorkspaceListing read(Path root, FolderRules rules) throws IOException {
        Files.walkFileTree(root, new Visitor(root, rules));
        ignored.addAll(rules.ignored());
        return this;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final FolderRules rules;

        Visitor(Path root, FolderRules rules) {
            this.root = root;
            this.rules = rules;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return rules.skipsFolder(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (rules.skipsFile(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                link(file);
            } else if (attributes.isRegularFile()) {
                add(file, attributes.size());
            } else {
                problem(file, "is neither a file nor a folder");
            }
            boolean isEnough = isLimited ? size.isEnough() : files.size() + problems.size() > MAX_FILES;
            return isEnough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            problem(file, "cannot be read by the node (" + why.getClass().getSimpleName() + ")");
            return FileVisitResult.CONTINUE;
        }

        private void link(Path link) throws IOException {
            if (!Files.exists(link)) {
                problem(link, "is a broken symbolic link");
                return;
            }
            Path real = link.toRealPath();
            if (!real.startsWith(root)) {
                problem(
                        link,
                        "is a symbolic link to a target outside the " + (isLimited ? "folder" : "bootstrap directory"));
            } else if (!Files.isRegularFile(real)) {
                problem(link, "is a symbolic link to a folder");
            } else {
                add(link, Files.size(real));
            }
        }

        private void add(Path file, long bytes) {
            String path = path(file);
            if (!Files.isReadable(file)) {
                problem(file, "cannot be read by the node");
            } else if (path.indexOf('\uFFFD') >= 0) { // Java's replacement for bytes that are not valid in the encoding
                problem(file, "has a name that is not text in the node's encoding");
            } else {
                size.add(path, bytes);
                if (files.size() <= MAX_FILES) {
                    files.add(new Entry(path, bytes, Files.isExecutable(file)));
                }
            }
        }

        private void problem(Path file, String what) {
            problems.add(path(file) + " " + what);
        }

        private String path(Path file) {
            return RelativePath.of(root, file);
        }
    }
}
