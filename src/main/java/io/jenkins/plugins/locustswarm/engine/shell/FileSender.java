package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sends local files in the format that {@link FileReceiver} reads. */
public final class FileSender {

    private static final int BUFFER = 64 * 1024;

    private FileSender() {}

    /**
     * Sends the requested files that exist. Anything but a regular file is skipped.
     *
     * @throws IOException if a file cannot be read or the stream cannot be written
     */
    public static void send(Path folder, List<FileRequest> wanted, OutputStream out) throws IOException {
        for (int i = 0; i < wanted.size(); i++) {
            Path file = folder.resolve(wanted.get(i).name());
            if (!Files.isRegularFile(file)) {
                continue;
            }
            try (FileChannel in = FileChannel.open(file)) {
                long size = in.size();
                long tail = wanted.get(i).tail(size);
                out.write((i + " " + size + "\n").getBytes(US_ASCII));
                copy(in, 0, wanted.get(i).head(size), out);
                copy(in, size - tail, tail, out);
            }
        }
        out.write((FileReceiver.END + "\n").getBytes(US_ASCII));
        out.flush();
    }

    /** Writes exactly that many bytes; like tar, it writes zeros if the file has become shorter. */
    private static void copy(FileChannel in, long from, long count, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        in.position(from);
        for (long left = count; left > 0; ) {
            buffer.clear().limit((int) Math.min(BUFFER, left));
            if (in.read(buffer) < 0) {
                buffer = ByteBuffer.allocate(BUFFER);
                buffer.position((int) Math.min(BUFFER, left));
            }
            out.write(buffer.array(), 0, buffer.position());
            left -= buffer.position();
        }
    }
}
