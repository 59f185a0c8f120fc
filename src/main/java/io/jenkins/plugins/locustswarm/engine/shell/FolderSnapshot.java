package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a folder as they were at one moment, with a digest of each: what is sent to the machines, and how to
 * tell whether a machine has it already. Caches, version control and virtual environments stay at home.
 */
public final class FolderSnapshot {

    /** Names of files and folders, at any depth, that are neither sent nor touched where a folder is sent to. */
    public static final Set<String> LEFT_AT_HOME =
            Set.of(".git", ".svn", ".hg", ".venv", "__pycache__", ".DS_Store", ".locust-swarm-lock");

    private static final int MAX_DEPTH = 64;

    /**
     * One file.
     *
     * @param path below the folder, with {@code /} between its parts
     * @param source where it is now
     * @param size in bytes
     * @param executable whether its owner may run it
     * @param sha256 of its content, in hexadecimal
     */
    public record Entry(String path, Path source, long size, boolean executable, String sha256) {

        /** One line that two machines compare; the path comes last since it may hold anything but a line feed. */
        public String manifestLine() {
            return sha256 + (executable ? " x " : " - ") + path;
        }
    }

    private final Path root;
    private final List<Entry> entries;
    private final List<String> resultsLeftOut;
    private final String digest;

    private FolderSnapshot(Path root, List<Entry> entries, Collection<String> resultsLeftOut) {
        this.root = root;
        this.resultsLeftOut = List.copyOf(resultsLeftOut);
        this.entries = List.copyOf(entries);
        MessageDigest sha = sha256();
        entries.forEach(entry -> sha.update((entry.manifestLine() + "\n").getBytes(UTF_8)));
        this.digest = HexFormat.of().formatHex(sha.digest());
    }

    /**
     * Reads the folder. Links are followed: the machines get the content. A link that leads nowhere (an editor's lock,
     * for example) has none and is left out, and so are the results of earlier runs.
     *
     * @throws BadInputException when the folder or a file in it cannot be read
     */
    public static FolderSnapshot of(Path folder) {
        return read(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS));
    }

    /**
     * Reads a folder whose content comes from others: nothing in it may lead out of it.
     *
     * @throws BadInputException when the folder or a file in it cannot be read, or there is a link in it
     */
    public static FolderSnapshot withoutLinks(Path folder) {
        return read(folder, EnumSet.noneOf(FileVisitOption.class));
    }

    private static FolderSnapshot read(Path folder, Set<FileVisitOption> options) {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("The bootstrap directory " + folder + " is not a folder.");
        }
        List<Entry> entries = new ArrayList<>();
        EarlierResults results = new EarlierResults(folder);
        try {
            Files.walkFileTree(folder, options, MAX_DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    return isLeftAtHome(dir) && !dir.equals(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isSymbolicLink() && options.isEmpty() && !isLeftAtHome(file)) {
                        throw new BadInputException(folder.relativize(file) + " in the bootstrap directory " + folder
                                + " is a link. Put the file itself there.");
                    }
                    if (attributes.isRegularFile() && !isLeftAtHome(file) && !results.has(file)) {
                        entries.add(entry(folder, file, attributes.size()));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new BadInputException("The bootstrap directory " + folder + " cannot be read: " + e + ".", e);
        }
        entries.sort(Comparator.comparing(Entry::path));
        return new FolderSnapshot(folder, entries, results.folders());
    }

    private static boolean isLeftAtHome(Path path) {
        Path name = path.getFileName();
        return name != null && LEFT_AT_HOME.contains(name.toString());
    }

    private static Entry entry(Path folder, Path file, long size) throws IOException {
        String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
        boolean isText = path.indexOf('\uFFFD') < 0; // what Java makes of bytes that the locale cannot express
        if (path.indexOf('\n') >= 0 || !isText) {
            throw new BadInputException("The name of " + path.replace("\n", "\\n") + " in the bootstrap directory "
                    + folder + (isText ? " holds a line feed." : " is no text in this locale's encoding.")
                    + " Rename it.");
        }
        MessageDigest sha = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
        }
        return new Entry(
                path, file, size, Files.isExecutable(file), HexFormat.of().formatHex(sha.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The folder that was read. */
    public Path root() {
        return root;
    }

    /** All files, sorted by path. */
    public List<Entry> entries() {
        return entries;
    }

    /** Folders below the root whose files are results of earlier runs and not among the entries; {@code .} for itself. */
    public List<String> resultsLeftOut() {
        return resultsLeftOut;
    }

    /** The file at this path below the folder, with {@code /} between its parts. */
    public Optional<Entry> find(String path) {
        return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
    }

    /** Sum of all sizes, in bytes. */
    public long size() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    /** One value that changes when any file's name, content or executable bit does. */
    public String digest() {
        return digest;
    }
}
