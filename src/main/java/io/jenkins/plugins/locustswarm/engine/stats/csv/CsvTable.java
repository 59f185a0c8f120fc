package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** One of Locust's smaller files: comma, CRLF, quotes doubled, texts over several lines. */
final class CsvTable {

    private CsvTable() {}

    /**
     * Hands on each row below the header.
     *
     * @param needed columns without which the file is of no use
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when the file cannot be read, is empty, lacks a column, or has a row of another width
     */
    static void read(Path file, List<String> needed, Consumer<CsvRow> row) {
        try (InputStream bytes = Files.newInputStream(file)) {
            read(bytes, file.toString(), needed, row);
        } catch (IOException e) {
            throw CsvError.unreadable(file.toString(), e);
        }
    }

    /** The same for a file that lies elsewhere. */
    static void read(InputStream bytes, String name, List<String> needed, Consumer<CsvRow> row) {
        read(text(bytes), name, needed, row);
    }

    /**
     * The same for a file whose texts come from a target and may be of any length: of each field only the first
     * characters are read.
     */
    static void readCapped(InputStream bytes, String name, int limit, List<String> needed, Consumer<CsvRow> row) {
        read(new CappedFields(text(bytes), limit), name, needed, row);
    }

    private static void read(Reader source, String name, List<String> needed, Consumer<CsvRow> row) {
        try (Reader text = source;
                CsvReader<CsvRecord> csv = builder().ofCsvRecord(text)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw CsvError.empty(name);
            }
            CsvHeader header =
                    new CsvHeader(name, Headings.ofToday(records.next().getFields()));
            needed.forEach(header::require);
            while (records.hasNext()) {
                row.accept(new CsvRow(name, header, records.next()));
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw CsvError.unreadable(name, e);
        }
    }

    /** Rows of another width than the header's are left to us, who know their line. */
    static CsvReader.CsvReaderBuilder builder() {
        return CsvReader.builder().allowMissingFields(true).allowExtraFields(true);
    }

    /** Bytes that are no UTF-8 become replacement characters: a strange name is no reason to lose the numbers. */
    static Reader text(InputStream bytes) {
        return new InputStreamReader(bytes, UTF_8);
    }
}
