package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Files of a folder as a compressed tar archive. A folder is sent to many machines at once, most of which lack the same
 * files, so an archive of moderate size is cached while its snapshot is in use and memory allows.
 */
final class FolderArchive {

    private static final long MAX_CACHED_BYTES = 64L << 20;

    private static final Map<FolderSnapshot, FolderArchive> ALL = Collections.synchronizedMap(new WeakHashMap<>());

    /** Archives by the paths of their files, which are unique in a snapshot. */
    private final Map<List<String>, SoftReference<byte[]>> kept = new ConcurrentHashMap<>();

    private FolderArchive() {}

    static FolderArchive of(FolderSnapshot folder) {
        return ALL.computeIfAbsent(folder, key -> new FolderArchive());
    }

    /**
     * Writes an archive with these files of the folder.
     *
     * @throws BadInputException if a file has changed since the snapshot was taken
     * @throws IOException if {@code out} cannot be written
     */
    void write(List<FolderSnapshot.Entry> files, OutputStream out) throws IOException {
        if (files.stream().mapToLong(FolderSnapshot.Entry::size).sum() > MAX_CACHED_BYTES) {
            compress(files, out);
            return;
        }
        byte[][] bytes = new byte[1][];
        kept.compute(files.stream().map(FolderSnapshot.Entry::path).toList(), (key, before) -> {
            bytes[0] = before == null ? null : before.get();
            return bytes[0] == null ? new SoftReference<>(bytes[0] = inMemory(files)) : before;
        });
        out.write(bytes[0]);
    }

    private static byte[] inMemory(List<FolderSnapshot.Entry> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            compress(files, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void compress(List<FolderSnapshot.Entry> files, OutputStream out) throws IOException {
        GZIPOutputStream zip = new GZIPOutputStream(out, 64 * 1024);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(zip, UTF_8.name());
        // GNU extensions keep names as bytes; names in a pax header would be converted to the machine's locale
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
        for (FolderSnapshot.Entry file : files) {
            add(file, tar);
        }
        tar.finish();
        zip.finish();
    }

    private static void add(FolderSnapshot.Entry file, TarArchiveOutputStream tar) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("./" + file.path());
        entry.setSize(file.size());
        entry.setMode(file.executable() ? 0755 : 0644);
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(open(file), digest)) {
            entry.setModTime(Files.getLastModifiedTime(file.source()));
            tar.putArchiveEntry(entry);
            long left = file.size();
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw changed(file);
                }
                tar.write(buffer, 0, read);
            }
            if (left > 0 || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
                throw changed(file);
            }
            tar.closeArchiveEntry();
        }
    }

    private static InputStream open(FolderSnapshot.Entry file) {
        try {
            return Files.newInputStream(file.source());
        } catch (IOException e) {
            throw new BadInputException(
                    "The file " + file.source() + " can no longer be read: " + FileErrorText.of(e) + ".", e);
        }
    }

    private static BadInputException changed(FolderSnapshot.Entry file) {
        return new BadInputException(
                "The file " + file.source() + " changed while it was being sent. Repeat the operation.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
