package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Reads Locust's smaller files: commas, CRLF, doubled quotes, fields of several lines. */
final class CsvTable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvTable() {}

    /**
     * Passes each row below the header to a consumer.
     *
     * @param columns the columns that the file must have
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the file cannot be read, is empty, lacks
     *     a column, or has a row with more or fewer fields than the header
     */
    static void read(Path file, List<String> columns, Consumer<CsvRow> row) {
        try (InputStream bytes = Files.newInputStream(file)) {
            read(bytes, file.toString(), columns, row);
        } catch (IOException e) {
            throw CsvError.unreadable(file.toString(), e);
        }
    }

    /** Reads a stream, with this name for error messages. */
    static void read(InputStream bytes, String name, List<String> columns, Consumer<CsvRow> row) {
        read(bytes, UnaryOperator.identity(), name, columns, row);
    }

    /**
     * Reads a stream with texts that come from a target and may be of any length.
     *
     * @param limit the number of characters that are read of each field; the rest is skipped
     */
    static void readCapped(InputStream bytes, String name, int limit, List<String> columns, Consumer<CsvRow> row) {
        read(bytes, text -> new CappedFields(text, limit), name, columns, row);
    }

    private static void read(
            InputStream bytes, UnaryOperator<Reader> filter, String name, List<String> columns, Consumer<CsvRow> row) {
        try (bytes;
                Reader text = filter.apply(text(bytes));
                CsvReader<CsvRecord> csv = builder().ofCsvRecord(text)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw CsvError.empty(name);
            }
            CsvHeader header =
                    new CsvHeader(name, Headings.current(records.next().getFields()));
            columns.forEach(header::require);
            while (records.hasNext()) {
                row.accept(new CsvRow(name, header, records.next()));
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw CsvError.unreadable(name, e);
        }
    }

    /**
     * Accepts rows of any width, because {@link CsvRow} reports them with their line, and quotes that are not doubled, as
     * Locust up to 1.1 writes those in names and errors.
     */
    static CsvReader.CsvReaderBuilder builder() {
        return CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .allowExtraCharsAfterClosingQuote(true);
    }

    /**
     * Decodes invalid UTF-8 to replacement characters, because a strange name is no reason to lose the figures. Skips the byte
     * order mark that some editors write.
     */
    static Reader text(InputStream bytes) throws IOException {
        PushbackReader text = new PushbackReader(new InputStreamReader(bytes, UTF_8));
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }
}
