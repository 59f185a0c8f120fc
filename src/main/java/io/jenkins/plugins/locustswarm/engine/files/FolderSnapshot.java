package io.jenkins.plugins.locustswarm.engine.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files that every machine gets, at one point in time, with their digests, which tell whether a machine has them. */
public final class FolderSnapshot {

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

        /**
         * Returns the file's line in the manifest. The path comes last, since it may contain anything but a line feed.
         */
        public String manifestLine() {
            return sha256 + (executable ? " x " : " - ") + path;
        }
    }

    private final Path root;
    private final FolderLabel label;
    private final List<Entry> entries;
    private final List<String> resultsLeftOut;
    private final List<String> ignored;
    private final String digest;

    FolderSnapshot(
            Path root,
            FolderLabel label,
            List<Entry> entries,
            Collection<String> resultsLeftOut,
            Collection<String> ignored) {
        this.root = root;
        this.label = label;
        this.resultsLeftOut = List.copyOf(resultsLeftOut);
        this.ignored = List.copyOf(ignored);
        this.entries =
                entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
        this.digest = digest(this.entries);
    }

    static String digest(List<Entry> entries) {
        MessageDigest sha = sha256();
        entries.forEach(entry -> sha.update((entry.manifestLine() + "\n").getBytes(UTF_8)));
        return HexFormat.of().formatHex(sha.digest());
    }

    /**
     * Reads a bootstrap directory and follows links, so that machines receive the content. Dangling links (an editor's
     * lock, for example) and results of earlier runs are left out.
     *
     * @throws BadInputException if the folder or a file in it cannot be read
     */
    public static FolderSnapshot of(Path folder) {
        return of(folder, folder.toString(), FolderRules.ofBootstrapDirectory(folder, List.of()));
    }

    /**
     * Reads those files of a bootstrap directory that the rules allow, and follows links.
     *
     * @param path the folder as the user knows it, for messages
     * @throws BadInputException if the folder or a file in it cannot be read
     */
    public static FolderSnapshot of(Path folder, String path, FolderRules rules) {
        return new FolderReader(folder, new FolderLabel(null, path, null), rules, true).read();
    }

    /**
     * Reads those files of a locustfile's folder that the rules allow, and follows links.
     *
     * @param path the folder as the user knows it, for messages
     * @throws BadInputException if the folder or a file in it cannot be read, or if the folder is too large
     */
    public static FolderSnapshot ofLocustfileFolder(Path folder, String path, FolderRules rules) {
        String absolute = folder.toAbsolutePath().normalize().toString();
        return new FolderReader(folder, new FolderLabel(path, null, absolute), rules, true).read();
    }

    /**
     * Reads a folder with untrusted content, in which no link may lead out of it.
     *
     * @throws BadInputException if the folder or a file in it cannot be read, or if it contains a link
     */
    public static FolderSnapshot withoutLinks(Path folder) {
        FolderRules rules = FolderRules.ofBootstrapDirectory(folder, List.of());
        return new FolderReader(folder, new FolderLabel(null, folder.toString(), null), rules, false).read();
    }

    static String sha256(Path file) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(sha.digest());
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

    /** Describes the folder, such as {@code the folder perf} or {@code the bootstrap directory bootstrap}. */
    public String name() {
        return label.toString();
    }

    /**
     * Returns the path of the locustfile's folder for the record of the swarm: below the workspace of a build, else
     * absolute, since later commands may start in other folders; absent for a bootstrap directory.
     */
    public Optional<String> locustfileFolder() {
        return Optional.ofNullable(label.recordedFolder());
    }

    /**
     * Returns the same files with other paths of their folders, for messages and the record of the swarm.
     *
     * @param locustfileFolder the path of the locustfile's folder below the workspace, if the files are from there
     * @param bootstrapDirectory the path of the bootstrap directory, if files are from there
     */
    public FolderSnapshot labelled(@CheckForNull String locustfileFolder, @CheckForNull String bootstrapDirectory) {
        return new FolderSnapshot(
                root,
                new FolderLabel(locustfileFolder, bootstrapDirectory, locustfileFolder),
                entries,
                resultsLeftOut,
                ignored);
    }

    /**
     * Returns these files and one more, which replaces one with the same path.
     *
     * @param path of the file on the machine, relative to the folder
     * @param source the file, which is sent as executable if it is executable here
     * @throws BadInputException if the file cannot be read
     */
    public FolderSnapshot with(String path, Path source) {
        List<Entry> more = new ArrayList<>(
                entries.stream().filter(entry -> !entry.path().equals(path)).toList());
        try {
            more.add(new Entry(path, source, Files.size(source), Files.isExecutable(source), sha256(source)));
        } catch (IOException e) {
            throw new BadInputException("The file " + source + " cannot be read: " + FileErrorText.of(e) + ".", e);
        }
        return new FolderSnapshot(root, label, more, resultsLeftOut, ignored);
    }

    /**
     * Returns the files of this bootstrap directory, and those of a locustfile's folder whose paths are not among them.
     */
    public FolderSnapshot over(FolderSnapshot locustfileFolder) {
        Map<String, Entry> all = new LinkedHashMap<>();
        locustfileFolder.entries.forEach(entry -> all.put(entry.path(), entry));
        entries.forEach(entry -> all.put(entry.path(), entry));
        return new FolderSnapshot(
                locustfileFolder.root,
                new FolderLabel(
                        locustfileFolder.label.locustfileFolder(),
                        label.bootstrapDirectory(),
                        locustfileFolder.label.recordedFolder()),
                List.copyOf(all.values()),
                locustfileFolder.resultsLeftOut,
                locustfileFolder.ignored);
    }

    /** Returns the paths of files that the other folder has too, with other content. */
    public List<String> differences(FolderSnapshot other) {
        Map<String, String> theirs = other.entries.stream().collect(Collectors.toMap(Entry::path, Entry::sha256));
        return entries.stream()
                .filter(entry -> !entry.sha256().equals(theirs.getOrDefault(entry.path(), entry.sha256())))
                .map(Entry::path)
                .toList();
    }

    /**
     * Describes the files, such as {@code 12 files with 3.4 MB}, without a script that was added to them: no other one is
     * sent with the folder of a locustfile alone.
     *
     * @param script the path of the script
     */
    public String sizeText(String script) {
        Optional<Entry> added = label.bootstrapDirectory() == null ? find(script) : Optional.empty();
        return FolderSize.text(
                        entries.size() - (added.isPresent() ? 1 : 0),
                        size() - added.map(Entry::size).orElse(0L))
                + (added.isPresent() ? ", and the built-in " + script : "");
    }

    /** Returns all files, sorted by path. */
    public List<Entry> entries() {
        return entries;
    }

    /** Returns the folders, relative to the root, whose results of earlier runs were left out; {@code .} for the root. */
    public List<String> resultsLeftOut() {
        return resultsLeftOut;
    }

    /** Returns the files and folders, relative to the root, that were left out because of an ignore file. */
    public List<String> ignored() {
        return ignored;
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
