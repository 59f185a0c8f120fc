package io.jenkins.plugins.locustswarm.steps.operation;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.locustswarm.engine.files.FolderRules;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

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

    private final ArrayList<Entry> files = new ArrayList<>();
    private final ArrayList<String> problems = new ArrayList<>();

    /** Returns the files in no particular order; not all of them if there are more than {@link #MAX_FILES}. */
    List<Entry> files() {
        return files;
    }

    /** Returns what cannot be copied, each with its path and the reason. */
    List<String> problems() {
        return problems;
    }

    /** Lists a folder. */
    static WorkspaceListing of(Path folder) throws IOException {
        WorkspaceListing listing = new WorkspaceListing();
        Files.walkFileTree(folder.toRealPath(), new Visitor(folder.toRealPath(), listing));
        return listing;
    }

    /** Lists a folder on a node. */
    static final class OnNode extends MasterToSlaveFileCallable<WorkspaceListing> {

        private static final long serialVersionUID = 1L;

        @Override
        public WorkspaceListing invoke(File folder, VirtualChannel channel) throws IOException {
            return of(folder.toPath());
        }
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final WorkspaceListing listing;

        Visitor(Path root, WorkspaceListing listing) {
            this.root = root;
            this.listing = listing;
        }

        private static boolean isIgnored(Path path) {
            return FolderRules.EXCLUDED.contains(path.getFileName().toString());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isIgnored(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isIgnored(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                link(file);
            } else if (attributes.isRegularFile()) {
                add(file, attributes.size());
            } else {
                problem(file, "is neither a file nor a folder");
            }
            return listing.files.size() + listing.problems.size() > MAX_FILES
                    ? FileVisitResult.TERMINATE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            problem(file, "cannot be read by the node (" + why.getClass().getSimpleName() + ")");
            return FileVisitResult.CONTINUE;
        }

        private void link(Path link) throws IOException {
            if (!Files.exists(link)) {
                problem(link, "is a link that leads nowhere");
                return;
            }
            Path real = link.toRealPath();
            if (!real.startsWith(root)) {
                problem(link, "is a link that leads out of the bootstrap directory");
            } else if (!Files.isRegularFile(real)) {
                problem(link, "is a link to a folder");
            } else {
                add(link, Files.size(real));
            }
        }

        private void add(Path file, long size) {
            String path = path(file);
            if (!Files.isReadable(file)) {
                problem(file, "cannot be read by the node");
            } else if (path.indexOf('\uFFFD') >= 0) { // Java's replacement for bytes that are not valid in the encoding
                problem(file, "has a name that is not text in the node's encoding");
            } else {
                listing.files.add(new Entry(path, size, Files.isExecutable(file)));
            }
        }

        private void problem(Path file, String what) {
            listing.problems.add(path(file) + " " + what);
        }

        private String path(Path file) {
            return root.relativize(file).toString().replace(File.separatorChar, '/');
        }
    }
}
