package io.jenkins.plugins.locustswarm.engine.stats.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row of one of Locust's smaller files. */
final class CsvRow {

    /** Locust's text for a percentile of no requests. */
    private static final String NOT_AVAILABLE = "N/A";

    private final String file;
    private final CsvHeader header;
    private final CsvRecord fields;

    /**
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the row does not have as many fields
     * as the header
     */
    CsvRow(String file, CsvHeader header, CsvRecord fields) {
        this.file = file;
        this.header = header;
        this.fields = fields;
        if (fields.getFieldCount() != header.names().size()) {
            throw CsvError.width(file, fields.getStartingLineNumber(), fields.getFieldCount(), header);
        }
    }

    String text(String column) {
        return fields.getField(header.require(column));
    }

    /** Returns the text; empty if the file has no such column, because an older Locust wrote it. */
    String optionalText(String column) {
        return header.names().contains(column) ? text(column) : "";
    }

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the field is not an integer */
    long count(String column) {
        String text = text(column);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw CsvError.notANumber(file, fields.getStartingLineNumber(), column, text, e);
        }
    }

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the field is not a finite number */
    double number(String column) {
        String text = text(column);
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw CsvError.notANumber(file, fields.getStartingLineNumber(), column, text, e);
        }
        throw CsvError.notANumber(file, fields.getStartingLineNumber(), column, text, null);
    }

    /** Returns the percentiles of the row by the names of their columns, in Locust's order. */
    Map<String, Double> percentiles() {
        Map<String, Double> found = new LinkedHashMap<>();
        for (String column : header.percentiles()) {
            if (!NOT_AVAILABLE.equals(text(column))) {
                found.put(column, number(column));
            }
        }
        return found;
    }
}
