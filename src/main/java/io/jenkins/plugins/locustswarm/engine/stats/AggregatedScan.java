package io.jenkins.plugins.locustswarm.engine.stats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the Aggregated rows of a large history without making text of the others: with full history, of fifty rows one
 * is wanted. It knows the first four columns of a history as every Locust writes them, and no other order.
 */
final class AggregatedScan {

    private static final byte[] HEADER = "Timestamp,User Count,Type,Name,".getBytes(US_ASCII);
    private static final byte[] AGGREGATED = ",Aggregated,".getBytes(US_ASCII);
    private static final int CHUNK = 1 << 18;

    /** Longer than two numbers and the name of an Aggregated row can be. */
    private static final int LONGEST_START = 64;

    private final InputStream in;
    private final HistoryRowHandler handler;
    private byte[] buffer = new byte[CHUNK];
    private int position;
    private int limit;
    private boolean ended;
    private long line = 1;

    private AggregatedScan(InputStream in, HistoryRowHandler handler) {
        this.in = in;
        this.handler = handler;
    }

    /** Whether the columns are in the order that this code knows; nothing is taken from the stream. */
    static boolean knows(InputStream in) throws IOException {
        in.mark(HEADER.length);
        boolean same = Arrays.equals(in.readNBytes(HEADER.length), HEADER);
        in.reset();
        return same;
    }

    /**
     * Hands on the Aggregated rows.
     *
     * @throws BadInputException when one of them, except for the last, cannot be read
     */
    static void read(InputStream in, HistoryRowHandler handler, Consumer<HistoryRow> row) throws IOException {
        new AggregatedScan(in, handler).read(row);
    }

    private void read(Consumer<HistoryRow> row) throws IOException {
        have(HEADER.length);
        record(row);
        while (have(LONGEST_START)) {
            if (isAggregated()) {
                record(row);
            } else {
                skip();
            }
        }
    }

    /** Reads on until so many bytes are there, or all that are left; false when there are none. */
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

    private boolean starts(byte[] text, int offset) {
        int from = position + offset;
        return limit - from >= text.length && Arrays.equals(buffer, from, from + text.length, text, 0, text.length);
    }

    private boolean isAggregated() {
        int users = afterComma(position);
        int type = users < 0 ? -1 : afterComma(users);
        return type >= 0 && starts(AGGREGATED, type - position);
    }

    /** Behind the first comma from there on; negative when there is none near. */
    private int afterComma(int from) {
        int end = Math.min(limit, position + LONGEST_START);
        for (int i = from; i < end; i++) {
            if (buffer[i] == ',') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Takes a record without quotes, the header or an Aggregated row. */
    private void record(Consumer<HistoryRow> row) throws IOException {
        int scanned = 0;
        int end = Bytes.find(buffer, position, limit, '\n');
        while (end == limit && !ended) {
            scanned = limit - position;
            fill();
            end = Bytes.find(buffer, position + scanned, limit, '\n');
        }
        int width = end > position && buffer[end - 1] == '\r' ? end - 1 - position : end - position;
        char[] text = new String(buffer, position, width, US_ASCII).toCharArray();
        HistoryRow next = handler.row(line, text);
        position = Math.min(limit, end + 1);
        line++;
        if (next != null) {
            row.accept(next);
        }
    }

    /** Passes over a record, with line ends in its quotes. */
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
