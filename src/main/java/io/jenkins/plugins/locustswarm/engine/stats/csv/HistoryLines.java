package io.jenkins.plugins.locustswarm.engine.stats.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads single lines of a history that is still being written. */
public final class HistoryLines {

    private static final String FILE = "The history that Locust is writing";

    /** The same in every version of Locust. */
    private static final int TYPE = 2;

    private static final int NAME = 3;

    private HistoryLines() {}

    /**
     * Returns the rows in these lines, by their names. Lines that are not a complete row are skipped, such as a part of a
     * name that contains a line end.
     *
     * @param headerLine the first line of the file
     * @param lines lines of the file, the oldest first
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the header lacks a column
     */
    public static Map<RequestName, List<HistoryRow>> rows(String headerLine, List<String> lines) {
        Map<RequestName, List<HistoryRow>> rows = new LinkedHashMap<>();
        for (String line : lines) {
            RequestName name = name(line);
            if (name != null) {
                HistoryCsv.parse(FILE, headerLine, line, name)
                        .ifPresent(row -> rows.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(row));
            }
        }
        return rows;
    }

    @CheckForNull
    private static RequestName name(String line) {
        try (CsvReader<CsvRecord> reader = CsvTable.builder().ofCsvRecord(line)) {
            Iterator<CsvRecord> records = reader.iterator();
            CsvRecord record = records.hasNext() ? records.next() : null;
            return record == null || record.getFieldCount() <= NAME
                    ? null
                    : new RequestName(record.getField(TYPE), record.getField(NAME));
        } catch (CsvParseException | IOException e) {
            return null; // for example a field that is too long
        }
    }
}
