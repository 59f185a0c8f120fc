package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code PREFIX_stats.csv}: a row per type and name, and a last row for all requests. The columns are defined by class
 * StatsCSV in Locust's {@code stats.py}, the same in 2.12.0 and 2.47.0; for older versions see {@link Headings}.
 *
 * @param names the rows except the last, in Locust's order; only the most requested ones if there are very many
 * @param leftOut the number of rows that were left out
 * @param aggregated the last row; {@link NameStats#NONE} if Locust wrote only the header, because the load never began
 */
public record StatsCsv(List<NameStats> names, int leftOut, NameStats aggregated) {

    /** The statistics of a run without a file. */
    public static final StatsCsv NONE = new StatsCsv(List.of(), 0, NameStats.NONE);

    private static final String TYPE = "Type";
    private static final String NAME = "Name";
    private static final String REQUESTS = "Request Count";
    private static final String FAILURES = "Failure Count";
    private static final String MEDIAN = "Median Response Time";
    private static final String AVERAGE = "Average Response Time";
    private static final String MIN = "Min Response Time";
    private static final String MAX = "Max Response Time";
    private static final String PER_SECOND = "Requests/s";
    private static final List<String> COLUMNS =
            List.of(TYPE, NAME, REQUESTS, FAILURES, MEDIAN, AVERAGE, MIN, MAX, PER_SECOND);

    public StatsCsv {
        names = List.copyOf(names);
    }

    /**
     * Reads a file.
     *
     * @throws BadInputException if the file cannot be read, is incomplete, lacks a column, or has text where a number must
     *     be
     */
    public static StatsCsv read(Path file) {
        return read(file.toString(), rows -> CsvTable.read(file, COLUMNS, rows));
    }

    /**
     * Reads the lines of a file that Locust is writing.
     *
     * @return empty if they are incomplete, or a mixture of two moments that cannot be read
     */
    public static Optional<StatsCsv> readRunning(List<String> lines) {
        String name = "The statistics that Locust is writing";
        byte[] bytes = (String.join("\r\n", lines).strip() + "\r\n").getBytes(UTF_8);
        try {
            StatsCsv stats = read(name, rows -> CsvTable.read(new ByteArrayInputStream(bytes), name, COLUMNS, rows));
            return stats == NONE ? Optional.empty() : Optional.of(stats);
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private static StatsCsv read(String file, Consumer<Consumer<CsvRow>> rows) {
        MostRequested names = new MostRequested();
        Deque<NameStats> newest = new ArrayDeque<>();
        rows.accept(row -> {
            if (!newest.isEmpty()) {
                names.add(newest.pop());
            }
            newest.push(stats(row));
        });
        if (newest.isEmpty()) {
            return NONE;
        }
        NameStats last = newest.pop();
        if (!isAggregated(last)) {
            throw new BadInputException(file + " does not end with the row \"" + RequestName.AGGREGATED_NAME
                    + "\": Locust was killed while writing it.");
        }
        return new StatsCsv(names.rows(), names.leftOut(), last);
    }

    /** Up to 1.0, the type is Python's None as text, and up to 0.11, the name is Total. */
    private static boolean isAggregated(NameStats row) {
        boolean noType = row.type().isEmpty() || row.type().equals("None");
        return noType
                && (row.name().equals(RequestName.AGGREGATED_NAME) || row.name().equals("Total"));
    }

    private static NameStats stats(CsvRow row) {
        long requests = row.count(REQUESTS);
        return NameStats.of(
                row.text(TYPE),
                row.text(NAME),
                requests,
                row.count(FAILURES),
                row.number(PER_SECOND),
                // without requests, Locust writes 0 for figures that do not exist
                requests == 0 ? ResponseTimes.NONE : times(row));
    }

    private static ResponseTimes times(CsvRow row) {
        return ResponseTimes.of(
                row.number(AVERAGE), row.number(MEDIAN), row.number(MIN), row.number(MAX), row.percentiles());
    }
}
