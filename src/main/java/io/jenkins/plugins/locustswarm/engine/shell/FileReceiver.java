package io.jenkins.plugins.locustswarm.engine.shell;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes files that come from a machine as one stream into a local folder. The machine may be hostile: only wanted
 * files are written, and of each no more than its limit.
 *
 * <p>The stream has a line {@code INDEX SIZE} for each file, with the file's place in the list of wanted files and its
 * size in bytes, then the bytes that {@link FileRequest#head} and {@link FileRequest#tail} ask for. The last line is
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
    private IncomingFile incoming;
    private int index;
    private boolean complete;

    /**
     * @param machine the machine's name for messages
     * @param wanted their names come from us, and not from the machine
     * @param folder where the files go; it must exist, with the folders that the names need
     */
    public FileReceiver(String machine, List<FileRequest> wanted, Path folder) {
        this.machine = machine;
        this.wanted = List.copyOf(wanted);
        this.folder = folder;
    }

    /** Whether the end of the stream has come; what follows it is ignored. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * The files that have come whole, in the order of the wanted ones.
     *
     * @throws ShellException when the stream ended too early
     */
    public List<FetchedFile> files() {
        if (!complete) {
            throw new ShellException("The files of " + machine + " did not come whole: its answer ended too early.");
        }
        return List.copyOf(fetched.values());
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    /**
     * @throws UncheckedIOException when the local folder cannot be written
     * @throws ShellException when the machine sends something else than the wanted files
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
            if (incoming != null && incoming.isWhole()) {
                fetched.put(index, incoming.finish());
                incoming = null;
            }
        }
    }

    private void header(char next) {
        if (next != '\n') {
            header.append(next);
            if (header.length() > MAX_HEADER) {
                throw notWanted(header.toString());
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
            throw notWanted(line);
        }
        index = Integer.parseInt(matcher.group(1));
        if (index >= wanted.size() || fetched.containsKey(index)) {
            throw notWanted(line);
        }
        incoming = new IncomingFile(folder, wanted.get(index), Long.parseLong(matcher.group(2)));
    }

    private ShellException notWanted(String line) {
        return new ShellException(machine + " sent a file that was not asked for: \"" + line.replaceAll("[^ -~]", "?")
                + "\". Nothing of it was kept.");
    }

    /** Deletes a file that has not come whole. */
    @Override
    public void close() {
        if (incoming != null) {
            incoming.discard();
            incoming = null;
        }
    }
}
