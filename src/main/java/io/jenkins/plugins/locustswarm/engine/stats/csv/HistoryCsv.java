package io.jenkins.plugins.locustswarm.engine.stats.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code PREFIX_stats_history.csv}: a row per second or, with full history, a row per second and name. The file can be
 * large, so that rows are passed to a consumer and not kept.
 */
public final class HistoryCsv {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private HistoryCsv() {}

    /** Reads the Aggregated rows of a file, as {@link #read} does. */
    public static void readAggregated(Path file, Consumer<HistoryRow> row) {
        try (InputStream bytes = Files.newInputStream(file)) {
            readAggregated(bytes, file.toString(), row);
        } catch (IOException e) {
            throw CsvError.unreadable(file.toString(), e);
        }
    }

    /** Reads the Aggregated rows of a stream, as {@link #read} does. */
    public static void readAggregated(InputStream bytes, String file, Consumer<HistoryRow> row) {
        read(bytes, file, RequestName.AGGREGATED, row);
    }

    /**
     * Passes the rows of this name to a consumer, in the order of the file. Other rows are not validated. A file that was
     * cut off in its last row is read up to that row.
     *
     * @param bytes the file's content; this method closes it
     * @param file the file's name for error messages
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the file cannot be read, is empty, lacks
     *     a column, or has text where a number must be
     */
    public static void read(InputStream bytes, String file, RequestName name, Consumer<HistoryRow> row) {
        HistoryRowHandler handler = new HistoryRowHandler(file, name);
        try (InputStream text = new BufferedInputStream(bytes)) {
            skipByteOrderMark(text);
            if (HistoryScan.canRead(text, name)) {
                HistoryScan.read(text, name, handler, row);
                handler.finish();
            } else {
                parse(text, file, handler, row);
            }
        } catch (IOException e) {
            throw CsvError.unreadable(file, e);
        }
    }

    /** Some editors write a byte order mark; Locust does not. */
    private static void skipByteOrderMark(InputStream text) throws IOException {
        text.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(text.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            text.reset();
        }
    }

    private static void parse(InputStream bytes, String name, HistoryRowHandler handler, Consumer<HistoryRow> row) {
        try (Reader text = CsvTable.text(bytes);
                CsvReader<HistoryRow> csv = CsvTable.builder().build(handler, text)) {
            for (Iterator<HistoryRow> rows = csv.iterator(); hasNext(rows, name); ) {
                row.accept(rows.next());
            }
        } catch (IOException e) {
            throw CsvError.unreadable(name, e);
        }
        handler.finish();
    }

    /** The parser reads one row ahead, so that its errors occur here and never in the consumer's code. */
    private static boolean hasNext(Iterator<HistoryRow> rows, String file) {
        try {
            return rows.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw CsvError.unreadable(file, e);
        }
    }

    /**
     * Returns the newest Aggregated row of a file that is still being written.
     *
     * @param headerLine the first line of the file
     * @param tailText the end of the file, which may begin and end within a line; incomplete lines are skipped
     * @return the row; empty if the text contains no complete Aggregated row yet
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the header lacks a column
     */
    public static Optional<HistoryRow> newestAggregated(String headerLine, String tailText) {
        String file = "The history that Locust is writing";
        int end = tailText.lastIndexOf('\n');
        while (end >= 0) {
            int start = tailText.lastIndexOf('\n', end - 1) + 1;
            String line = tailText.substring(start, end);
            if (line.contains("," + RequestName.AGGREGATED_NAME + ",")) {
                Optional<HistoryRow> row = parse(file, headerLine, line, RequestName.AGGREGATED);
                if (row.isPresent()) {
                    return row;
                }
            }
            end = start - 1;
        }
        return Optional.empty();
    }

    /** Returns the row in this line; empty if the line is not a complete row of this name. */
    static Optional<HistoryRow> parse(String file, String headerLine, String line, RequestName name) {
        HistoryRowHandler handler = new HistoryRowHandler(file, name);
        String csv = headerLine.strip() + "\r\n" + line.strip() + "\r\n";
        try (CsvReader<HistoryRow> reader = CsvTable.builder().build(handler, csv)) {
            Iterator<HistoryRow> rows = reader.iterator();
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        } catch (CsvParseException | IOException e) {
            throw CsvError.unreadable(file, e);
        }
    }
}
