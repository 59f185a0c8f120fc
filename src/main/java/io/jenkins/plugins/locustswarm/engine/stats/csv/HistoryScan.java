package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds the rows of one name in a large history without decoding the other rows: with full history, perhaps one row of
 * fifty is wanted. It relies on the order of the first four columns, which is the same in every version of Locust.
 */
final class HistoryScan {

    private static final byte[] HEADER = "Timestamp,User Count,Type,Name,".getBytes(US_ASCII);
    private static final Pattern QUOTED = Pattern.compile("[,\"\r\n]");
    private static final char REPLACEMENT = '\uFFFD';
    private static final int CHUNK = 1 << 18;

    /** In bytes. The header and a wanted record have some dozens of short fields besides the name. */
    private static final int MAX_RECORD = 1 << 20;

    /** More than the length of two numbers. */
    private static final int MAX_NUMBERS_LENGTH = 40;

    private final InputStream in;
    private final HistoryRowHandler handler;
    /** The third and the fourth field of a wanted record, as Locust writes them. */
    private final byte[] wanted;

    private final int linesInWanted;
    private byte[] buffer = new byte[CHUNK];
    private int position;
    private int limit;
    private boolean ended;
    private long line = 1;

    private HistoryScan(InputStream in, RequestName name, HistoryRowHandler handler) {
        this.in = in;
        this.handler = handler;
        String fields = "," + field(name.type()) + "," + field(name.name()) + ",";
        this.wanted = fields.getBytes(UTF_8);
        this.linesInWanted =
                (int) fields.chars().filter(letter -> letter == '\n').count();
    }

    /** Returns the text as Python's csv module writes it. */
    private static String field(String text) {
        return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Returns whether this class can read the file: the columns have the expected order, and the name is valid UTF-8. */
    static boolean canRead(InputStream in, RequestName name) throws IOException {
        in.mark(HEADER.length);
        boolean same = Arrays.equals(in.readNBytes(HEADER.length), HEADER);
        in.reset();
        // a replacement character can stand for a byte that was not UTF-8
        return same && name.type().indexOf(REPLACEMENT) < 0 && name.name().indexOf(REPLACEMENT) < 0;
    }

    /**
     * Passes the rows of this name to a consumer.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if one of them, except for the last, is
     *     invalid
     */
    static void read(InputStream in, RequestName name, HistoryRowHandler handler, Consumer<HistoryRow> row)
            throws IOException {
        new HistoryScan(in, name, handler).read(row);
    }

    private void read(Consumer<HistoryRow> row) throws IOException {
        if (have(HEADER.length)) {
            int end = lineEnd(0);
            handler.header(text(0, end));
            next(end);
        }
        while (have(MAX_NUMBERS_LENGTH + wanted.length)) {
            int numbers = numbers();
            if (startsWithWanted(numbers)) {
                record(numbers, row);
            } else {
                skip();
            }
        }
    }

    /** Reads until the buffer has this many bytes, or all that are left; returns false if there are none. */
    private boolean have(int bytes) throws IOException {
        while (limit - position < bytes && !ended) {
            fill();
        }
        return position < limit;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        ended = read < 0;
        limit += Math.max(0, read);
    }

    /** Returns the length of the two numbers at the start of the record, or of the buffer if there are none. */
    private int numbers() {
        int end = Math.min(limit, position + MAX_NUMBERS_LENGTH);
        int commas = 0;
        for (int i = position; i < end; i++) {
            if (buffer[i] == ',' && ++commas == 2) {
                return i - position;
            }
        }
        return limit - position;
    }

    private boolean startsWithWanted(int offset) {
        int from = position + offset;
        return limit - from >= wanted.length
                && Arrays.equals(buffer, from, from + wanted.length, wanted, 0, wanted.length);
    }

    /** Takes a wanted record, which has only numbers before and after the name. */
    private void record(int numbers, Consumer<HistoryRow> row) throws IOException {
        int after = numbers + wanted.length;
        int end = lineEnd(after);
        HistoryRow next = handler.row(line, text(0, numbers), text(after, end));
        line += linesInWanted;
        next(end);
        if (next != null) {
            row.accept(next);
        }
    }

    /** Returns the length of the record up to the end of the line or the file. */
    private int lineEnd(int from) throws IOException {
        int scanned = from;
        int end = Bytes.find(buffer, position + scanned, limit, '\n');
        while (end == limit && !ended) {
            scanned = limit - position;
            if (scanned > MAX_RECORD + wanted.length) {
                throw new IOException("line " + line + " is longer than " + MAX_RECORD + " bytes");
            }
            fill();
            end = Bytes.find(buffer, position + scanned, limit, '\n');
        }
        return end - position;
    }

    private char[] text(int from, int end) {
        int last = end;
        while (last > from && buffer[position + last - 1] == '\r') { // Python writes two of them on Windows
            last--;
        }
        return new String(buffer, position + from, last - from, US_ASCII).toCharArray();
    }

    private void next(int end) {
        position = Math.min(limit, position + end + 1);
        line++;
    }

    /** Skips a record, including line ends within quotes. */
    private void skip() throws IOException {
        boolean quoted = false;
        while (have(1)) {
            int at = Bytes.find(buffer, position, limit, '\n', '"');
            position = Math.min(limit, at + 1);
            if (at < limit && buffer[at] == '"') {
                quoted = !quoted;
            } else if (at < limit) {
                line++;
                if (!quoted) {
                    return;
                }
            }
        }
    }
}
