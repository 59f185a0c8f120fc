package io.jenkins.plugins.locustswarm.engine.stats.csv;

import com.fasterxml.jackson.core.io.NumberInput;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.Percentiles;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Creates rows of a history directly from the parser's buffer: numbers are parsed in place, and rows of other names cost
 * no objects.
 */
final class HistoryRowHandler extends AbstractBaseCsvCallbackHandler<HistoryRow> {

    private static final List<String> COLUMNS = List.of(
            "Timestamp",
            "User Count",
            "Type",
            "Name",
            "Requests/s",
            "Failures/s",
            "Total Request Count",
            "Total Failure Count",
            "Total Median Response Time",
            "Total Average Response Time",
            "Total Min Response Time",
            "Total Max Response Time");
    private static final int TIMESTAMP = 0;
    private static final int TYPE = 2;
    private static final int NAME = 3;
    private static final int REQUESTS_PER_SECOND = 4;
    private static final int MAX_RESPONSE_TIME = 11;
    private static final int UNUSED = -1;

    /** The end of the year 9999 in Unix seconds. */
    private static final double MAX_TIMESTAMP = 253_402_300_799.0;

    private final String file;
    private final RequestName wantedName;

    private final List<String> headerFields = new ArrayList<>();
    /** Absent until the header is read. */
    @CheckForNull
    private CsvHeader header;

    private List<String> percentileHeadings = List.of();
    /** For each column of the file, its index in COLUMNS, or after these its percentile, or UNUSED. */
    private int[] meaning = {};

    private final double[] numbers = new double[COLUMNS.size()];
    private double[] percentiles = {};
    private boolean wanted;
    private int fields;
    private long line;
    /** Whether the newest row has as many fields as the header. */
    private boolean whole;
    /** The error of a row. It is thrown when another row follows, because the last row may be incomplete. */
    @CheckForNull
    private BadInputException problem;

    HistoryRowHandler(String file, RequestName wantedName) {
        this.file = file;
        this.wantedName = wantedName;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        fields = 0;
        wanted = true;
    }

    @Override
    protected void handleField(int index, char[] buf, int offset, int len, boolean quoted) {
        fields = index + 1;
        if (header == null) {
            headerFields.add(new String(buf, offset, len));
            return;
        }
        if (index == 0) {
            throwProblem();
            percentiles = new double[percentileHeadings.size()];
        }
        int column = index < meaning.length ? meaning[index] : UNUSED;
        if (column == TYPE) {
            wanted = wanted && same(wantedName.type(), buf, offset, len);
        } else if (column == NAME) {
            wanted = wanted && same(wantedName.name(), buf, offset, len);
        } else if (wanted && column != UNUSED) {
            number(index, column, buf, offset, len);
        }
    }

    private static boolean same(String text, char[] buf, int offset, int len) {
        return len == text.length() && text.contentEquals(CharBuffer.wrap(buf, offset, len));
    }

    private void number(int index, int column, char[] buf, int offset, int len) {
        boolean percentile = column >= COLUMNS.size();
        double value;
        if (percentile && len == 3 && buf[offset] == 'N') {
            value = Double.NaN;
        } else {
            value = parse(index, buf, offset, len);
        }
        if (percentile) {
            percentiles[column - COLUMNS.size()] = value;
        } else {
            numbers[column] = value;
        }
    }

    private double parse(int index, char[] buf, int offset, int len) {
        double number = Double.NaN;
        NumberFormatException cause = null;
        try {
            number = NumberInput.parseDouble(buf, offset, len, true);
        } catch (NumberFormatException e) {
            cause = e;
        }
        boolean valid = Double.isFinite(number) && (meaning[index] != TIMESTAMP || isTime(number));
        if (!valid && problem == null) {
            String column = headerFields.get(index);
            problem = CsvError.notANumber(file, line, column, CharBuffer.wrap(buf, offset, len), cause);
        }
        return number;
    }

    /** A number far beyond any clock would be no date either. */
    private static boolean isTime(double seconds) {
        return Math.abs(seconds) <= MAX_TIMESTAMP;
    }

    @Override
    @CheckForNull
    protected HistoryRow buildRecord() {
        if (header == null) {
            takeHeader();
            return null;
        }
        whole = fields == meaning.length;
        if (!whole) {
            problem = CsvError.width(file, line, fields, header);
        }
        return wanted && problem == null ? row() : null;
    }

    private void takeHeader() {
        CsvHeader found = new CsvHeader(file, headerFields);
        percentileHeadings = found.percentiles();
        meaning = new int[headerFields.size()];
        Arrays.fill(meaning, UNUSED);
        for (int i = 0; i < COLUMNS.size(); i++) {
            meaning[found.require(COLUMNS.get(i))] = i;
        }
        for (int i = 0; i < percentileHeadings.size(); i++) {
            meaning[found.require(percentileHeadings.get(i))] = COLUMNS.size() + i;
        }
        header = found;
    }

    private HistoryRow row() {
        if (numbers[REQUESTS_PER_SECOND] == 0 || numbers[MAX_RESPONSE_TIME] == 0) {
            // for a name without requests in its last ten seconds, or without measured ones, Locust writes 0 instead of
            // N/A
            for (int i = 0; i < percentiles.length; i++) {
                percentiles[i] = percentiles[i] == 0 ? Double.NaN : percentiles[i];
            }
        }
        return new HistoryRow(
                (long) numbers[TIMESTAMP],
                (long) numbers[1],
                numbers[REQUESTS_PER_SECOND],
                numbers[5],
                new Percentiles(percentileHeadings, percentiles),
                (long) numbers[6],
                (long) numbers[7],
                numbers[8],
                numbers[9],
                numbers[10],
                numbers[MAX_RESPONSE_TIME]);
    }

    private void throwProblem() {
        if (problem != null) {
            throw problem;
        }
    }

    /** Takes the line of the header, which has no quoted fields. */
    void header(char[] text) {
        handleBegin(1);
        fields(0, text);
        buildRecord();
    }

    /**
     * Returns the row of a record of the wanted name, whose type and name are the third and the fourth field; absent if
     * the record is invalid.
     *
     * @param before the text before the type and the name
     * @param after the text after them
     */
    @CheckForNull
    HistoryRow row(long startingLine, char[] before, char[] after) {
        handleBegin(startingLine);
        fields(0, before);
        fields(NAME + 1, after);
        return buildRecord();
    }

    private void fields(int first, char[] text) {
        int index = first;
        int start = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || text[i] == ',') {
                handleField(index++, text, start, i - start, false);
                start = i + 1;
            }
        }
    }

    /** Checks the last row. One that is too short was cut off when Locust was killed, and is left out. */
    void finish() {
        if (header == null) {
            throw CsvError.empty(file);
        }
        if (whole) {
            throwProblem();
        }
    }
}
