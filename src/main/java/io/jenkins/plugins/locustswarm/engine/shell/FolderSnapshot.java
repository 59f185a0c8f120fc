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
 * The files of a folder at one point in time, with their digests, which tell whether a machine has them already. Caches,
 * version control and virtual environments are excluded.
 */
public final class FolderSnapshot {

    /** Names of files and folders, at any depth, that are neither sent nor changed in the folder on a machine. */
    public static final Set<String> EXCLUDED =
            Set.of(".git", ".svn", ".hg", ".venv", "__pycache__", ".DS_Store", ".locust-swarm-lock");

    private static final int MAX_DEPTH = 64;

    /**
     * One file.
     *
     * @param path relative to the folder, with {@code /} as separator
     * @param source the file itself
     * @param size in bytes
     * @param executable whether this process may execute it
     * @param sha256 digest of its content, in hexadecimal
     */
    public record Entry(String path, Path source, long size, boolean executable, String sha256) {

        /** Returns the file's line in the manifest. The path comes last, since it may contain anything but a line feed. */
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
     * Reads a folder and follows links, so that machines receive the content. Dangling links (an editor's lock, for
     * example) and results of earlier runs are left out.
     *
     * @throws BadInputException if the folder or a file in it cannot be read
     */
    public static FolderSnapshot of(Path folder) {
        return read(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS));
    }

    /**
     * Reads a folder with untrusted content, in which no link may lead out of it.
     *
     * @throws BadInputException if the folder or a file in it cannot be read, or if it contains a link
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
                    return isExcluded(dir) && !dir.equals(folder)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isSymbolicLink() && options.isEmpty() && !isExcluded(file)) {
                        throw new BadInputException(folder.relativize(file) + " in the bootstrap directory " + folder
                                + " is a link. Put the file itself there.");
                    }
                    if (attributes.isRegularFile() && !isExcluded(file) && !results.has(file)) {
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

    private static boolean isExcluded(Path path) {
        Path name = path.getFileName();
        return name != null && EXCLUDED.contains(name.toString());
    }

    private static Entry entry(Path folder, Path file, long size) throws IOException {
        String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
        boolean isText = path.indexOf('\uFFFD') < 0; // Java's replacement for bytes that the locale cannot express
        if (path.indexOf('\n') >= 0 || !isText) {
            throw new BadInputException("The name of " + path.replace("\n", "\\n") + " in the bootstrap directory "
                    + folder + (isText ? " contains a line feed." : " is not text in this locale's encoding.")
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

    /** Returns the folder that was read. */
    public Path root() {
        return root;
    }

    /** Returns all files, sorted by path. */
    public List<Entry> entries() {
        return entries;
    }

    /** Returns the folders, relative to the root, whose results of earlier runs were left out; {@code .} for the root. */
    public List<String> resultsLeftOut() {
        return resultsLeftOut;
    }

    /** Returns the file with this path relative to the folder, with {@code /} as separator. */
    public Optional<Entry> find(String path) {
        return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
    }

    /** Returns the sum of all sizes, in bytes. */
    public long size() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    /** Returns a digest that changes with any file's name, content or executable bit. */
    public String digest() {
        return digest;
    }
}
