package io.jenkins.plugins.locustswarm.engine.shell;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes files that a machine sends as one stream into a local folder. The machine is not trusted: only requested files
 * are written, each of them up to its limit.
 *
 * <p>For each file, the stream has a line {@code INDEX SIZE} (the index into the list of requests, and the file's size
 * in bytes), followed by the bytes that {@link FileRequest#head} and {@link FileRequest#tail} ask for. The last line is
 * {@value #END}.
 */
public final class FileReceiver extends OutputStream {

    static final String END = "end";

    private static final Pattern HEADER = Pattern.compile("(\\d{1,6}) (\\d{1,18})");
    private static final int MAX_HEADER = 30; // characters

    private final String machine;
    private final List<FileRequest> wanted;
    private final Path folder;
    private final Map<Integer, FetchedFile> fetched = new TreeMap<>();
    private final StringBuilder header = new StringBuilder();

    @CheckForNull
    private IncomingFile incoming;

    private int index;
    private boolean complete;

    /**
     * @param machine the machine's name in messages
     * @param wanted the requested files, whose names are trusted
     * @param folder the target; it must exist, including the subfolders in the names
     */
    public FileReceiver(String machine, List<FileRequest> wanted, Path folder) {
        this.machine = machine;
        this.wanted = List.copyOf(wanted);
        this.folder = folder;
    }

    /** Returns whether the end of the stream has been received; anything after it is ignored. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Returns the files in the order of the requests.
     *
     * @throws ShellException if the stream ended too early
     */
    public List<FetchedFile> files() {
        if (!complete) {
            throw new ShellException("The files of " + machine + " are incomplete: its answer ended too early.");
        }
        return List.copyOf(fetched.values());
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    /**
     * @throws UncheckedIOException if the local folder cannot be written
     * @throws ShellException if the machine sends anything but the requested files
     */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end && !complete) {
            if (incoming == null) {
                header((char) (bytes[from++] & 0xff));
            } else {
                from += incoming.take(bytes, from, end - from);
            }
            if (incoming != null && incoming.isComplete()) {
                fetched.put(index, incoming.finish());
                incoming = null;
            }
        }
    }

    private void header(char next) {
        if (next != '\n') {
            header.append(next);
            if (header.length() > MAX_HEADER) {
                throw notRequested(header.toString());
            }
            return;
        }
        String line = header.toString();
        header.setLength(0);
        if (line.equals(END)) {
            complete = true;
            return;
        }
        Matcher matcher = HEADER.matcher(line);
        if (!matcher.matches()) {
            throw notRequested(line);
        }
        index = Integer.parseInt(matcher.group(1));
        if (index >= wanted.size() || fetched.containsKey(index)) {
            throw notRequested(line);
        }
        incoming = new IncomingFile(folder, wanted.get(index), Long.parseLong(matcher.group(2)));
    }

    private ShellException notRequested(String line) {
        return new ShellException(machine + " sent a file that was not requested: \"" + line.replaceAll("[^ -~]", "?")
                + "\". Nothing of it was kept.");
    }

    /** Deletes an incomplete file. */
    @Override
    public void close() {
        if (incoming != null) {
            incoming.discard();
            incoming = null;
        }
    }
}
