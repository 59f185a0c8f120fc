package io.jenkins.plugins.locustswarm.engine.record;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Replaces a file as a whole: after a crash it has either its old or its new content. */
public final class AtomicFile {

    private AtomicFile() {}

    public static void write(Path file, byte[] content) throws IOException {
        replace(file, part(file), content);
    }

    /** Writes a file that only its owner can read. */
    public static void writePrivate(Path file, byte[] content) throws IOException {
        Path part = part(file);
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        replace(file, part, content);
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static void replace(Path file, Path part, byte[] content) throws IOException {
        // Not through a channel: an interrupted thread, which needs its record most, cannot write to one.
        try (FileOutputStream out = new FileOutputStream(part.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
