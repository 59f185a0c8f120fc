package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is being received. It gets its name once it is complete; errors of the local disk are unchecked. */
final class IncomingFile {

    private final FileRequest wanted;
    private final long size;
    private final long head;
    private final long expected;
    private final Path target;
    private final Path part;
    private final FileChannel out;
    private long taken;
    private boolean quoted;
    private long lastRowEnd;

    /** @param size the file's size on the machine, in bytes */
    IncomingFile(Path folder, FileRequest wanted, long size) {
        this.wanted = wanted;
        this.size = size;
        this.head = wanted.head(size);
        this.expected = head + wanted.tail(size);
        this.target = folder.resolve(wanted.name());
        this.part = target.resolveSibling(".part-" + UUID.randomUUID()); // no requested file has such a name
        this.out = local(() -> FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    private boolean isCut() {
        return expected < size;
    }

    private boolean isDropped() {
        return isCut() && expected == 0;
    }

    boolean isComplete() {
        return taken == expected;
    }

    /** Takes bytes of the stream, and returns how many of them belong to this file. */
    int take(byte[] bytes, int offset, int length) {
        if (taken == head && isCut()) {
            String mark = "\n[" + (size - expected) + " bytes of this file are left out here]\n";
            write(ByteBuffer.wrap(mark.getBytes(UTF_8)));
        }
        int count = (int) Math.min(length, (taken < head ? head : expected) - taken);
        write(ByteBuffer.wrap(bytes, offset, count));
        if (isCut() && wanted.part() == FileRequest.Part.FIRST_ROWS) {
            findRowEnds(bytes, offset, count);
        }
        taken += count;
        return count;
    }

    private void write(ByteBuffer bytes) {
        local(() -> {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            return null;
        });
    }

    /** Finds row ends. A line feed between quotes is part of a row: in a traceback, for example. */
    private void findRowEnds(byte[] bytes, int offset, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[offset + i] == '"') {
                quoted = !quoted;
            } else if (bytes[offset + i] == '\n' && !quoted) {
                lastRowEnd = taken + i + 1;
            }
        }
    }

    /** Completes the local copy. */
    FetchedFile finish() {
        return local(() -> {
            if (isCut() && wanted.part() == FileRequest.Part.FIRST_ROWS) {
                out.truncate(lastRowEnd);
            }
            out.close();
            if (isDropped()) {
                Files.delete(part);
                return new FetchedFile(wanted, null, size);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return new FetchedFile(wanted, target, size);
        });
    }

    /** Deletes the part received so far. */
    void discard() {
        local(() -> {
            out.close();
            return Files.deleteIfExists(part);
        });
    }

    private interface OnDisk<T> {
        T run() throws IOException;
    }

    /** Keeps errors of the local disk apart from those of the connection. */
    private static <T> T local(OnDisk<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
