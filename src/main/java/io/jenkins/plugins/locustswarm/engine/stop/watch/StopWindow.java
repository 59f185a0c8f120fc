package io.jenkins.plugins.locustswarm.engine.stop.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stop.HistoryWindow;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import io.jenkins.plugins.locustswarm.engine.stop.StopMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The newest rows of one name, as far back as a condition has to hold.
 *
 * <p>It is divided into parts of about five seconds, since workers report every three. The share of failed requests and the
 * average response time are those of each part, from the differences of total counts. The other figures are those of each
 * row: percentiles as Locust takes them from the last ten seconds, and the requests per second of about the last twelve, or
 * of 30 if the rows are five seconds apart, from the difference of total counts. A row or a part without a figure, for lack
 * of requests or users, neither meets nor breaks a condition, but at least half of the parts need a figure. Without requests,
 * the requests per second are 0.
 *
 * <p>Locust's own rate is that of the ten seconds that end two seconds before the latest request, by the clocks of slaves
 * ({@code current_rps} in {@code stats.py}, 2.12 and 2.47). It lacks the requests of slaves whose clocks are behind another
 * one, and stays as it is when no request is completed any more.
 */
final class StopWindow {

    private static final long PART_SECONDS = 5;

    /** Workers report at this interval ({@code WORKER_REPORT_INTERVAL} in Locust's {@code runners.py}). */
    private static final long REPORT_SECONDS = 3;

    /** The time that a rate covers: four reports of each worker. */
    private static final long RATE_SECONDS = 12;

    /** Rows this far apart do not show when a report came, so that one more or less must not matter. */
    private static final long SPARSE_SECONDS = 5;

    private static final long RATE_OF_SPARSE_ROWS_SECONDS = HistoryWindow.LONGEST_RATE.toSeconds();

    /** Rows come once per second; a locustfile can set {@code CSV_STATS_INTERVAL_SEC}. */
    private static final long MAX_GAP = 15;

    private final long begins;
    private final long ends;
    /** The last row before the window, and those in it. */
    private final List<HistoryRow> rows;
    /** The same rows, and those before them since the last reset of the statistics. */
    private final List<HistoryRow> counted;

    private StopWindow(long begins, long ends, List<HistoryRow> rows, List<HistoryRow> counted) {
        this.begins = begins;
        this.ends = ends;
        this.rows = rows;
        this.counted = counted;
    }

    /**
     * Returns the window that ends with the last row.
     *
     * @param rows rows of one name, the oldest first
     * @return absent if the rows do not cover it; rows from before a reset of Locust's statistics do not count
     */
    @CheckForNull
    static StopWindow newest(List<HistoryRow> rows, Duration time) {
        if (rows.isEmpty()) {
            return null;
        }
        long ends = rows.get(rows.size() - 1).timestamp();
        long begins = ends - time.toSeconds();
        int first = rows.size() - 1;
        while (first > 0 && rows.get(first).timestamp() > begins) {
            if (!continues(rows, first)) {
                return null;
            }
            first--;
        }
        if (rows.get(first).timestamp() > begins) {
            return null;
        }
        int earliest = first;
        while (earliest > 0 && continues(rows, earliest)) {
            earliest--;
        }
        return new StopWindow(
                begins,
                ends,
                List.copyOf(rows.subList(first, rows.size())),
                List.copyOf(rows.subList(earliest, rows.size())));
    }

    /** Returns whether neither a reset of the statistics nor a gap is between a row and the one before it. */
    private static boolean continues(List<HistoryRow> rows, int index) {
        HistoryRow before = rows.get(index - 1);
        HistoryRow row = rows.get(index);
        return before.requests() <= row.requests() && row.timestamp() - before.timestamp() <= MAX_GAP;
    }

    /** Returns when the window begins, in Unix seconds by the master's clock. */
    long begins() {
        return begins;
    }

    /** Returns when the window ends, in Unix seconds by the master's clock. */
    long ends() {
        return ends;
    }

    /** Returns the figure of the window if the condition held in all of it, else nothing. */
    OptionalDouble figureIfHeld(StopCondition condition) {
        StopMetric metric = condition.metric();
        boolean ofRows = metric.kind() == StopMetric.Kind.RPS || metric.heading() != null;
        int parts = (int) Math.max(1, (ends - begins) / PART_SECONDS);
        int known = 0;
        Double newest = null;
        for (int part = 0; part < parts; part++) {
            List<HistoryRow> between = part(part, parts);
            List<Double> figures = ofRows ? ofEach(between, metric) : ofAll(between, metric);
            if (!figures.stream().allMatch(condition::holds)) {
                return OptionalDouble.empty();
            }
            if (!figures.isEmpty()) {
                known++;
                newest = figures.get(figures.size() - 1);
            }
        }
        if (newest == null || 2 * known < parts || metric.kind() != StopMetric.Kind.RPS && !hasRequests()) {
            return OptionalDouble.empty();
        }
        double figure = ofRows ? newest : ofAll(rows, metric).get(0);
        return condition.holds(figure) ? OptionalDouble.of(figure) : OptionalDouble.empty();
    }

    private boolean hasRequests() {
        return rows.get(rows.size() - 1).requests() > rows.get(0).requests();
    }

    /** Returns the rows of a part, and before them the last row of the part before it. */
    private List<HistoryRow> part(int part, int parts) {
        long from = begins + (ends - begins) * part / parts;
        long to = begins + (ends - begins) * (part + 1) / parts;
        List<HistoryRow> found = new ArrayList<>();
        for (HistoryRow row : rows) {
            if (row.timestamp() <= from) {
                found.clear();
            }
            if (row.timestamp() <= to) {
                found.add(row);
            }
        }
        return found;
    }

    /** Returns the figure of the requests that were counted between the first and the last of these rows, if any. */
    private static List<Double> ofAll(List<HistoryRow> rows, StopMetric metric) {
        HistoryRow first = rows.get(0);
        HistoryRow last = rows.get(rows.size() - 1);
        long requests = last.requests() - first.requests();
        if (requests <= 0) {
            return List.of();
        }
        double sum = metric.kind() == StopMetric.Kind.FAILURES
                ? last.failures() - first.failures()
                : last.average() * last.requests() - first.average() * first.requests();
        return List.of(sum / requests);
    }

    /** Returns the figures of these rows, except for the first, which is from before them. */
    private List<Double> ofEach(List<HistoryRow> part, StopMetric metric) {
        List<Double> figures = new ArrayList<>();
        for (HistoryRow row : part.subList(1, part.size())) {
            Double figure = metric.heading() == null
                    ? requestsPerSecond(row)
                    : row.percentiles().get(metric.heading());
            // Locust writes a percentile of 0 when it has none yet
            if (figure != null && row.users() > 0 && !(metric.heading() != null && figure == 0)) {
                figures.add(figure);
            }
        }
        return figures;
    }

    /** Returns the requests per second until a row; absent if a row with users from so long before it is not known. */
    @CheckForNull
    private Double requestsPerSecond(HistoryRow row) {
        int index = counted.lastIndexOf(row);
        HistoryRow last = counted.get(firstWithCountOf(index));
        boolean sparse = index > 0 && row.timestamp() - counted.get(index - 1).timestamp() >= SPARSE_SECONDS;
        long until = last.timestamp() - (sparse ? RATE_OF_SPARSE_ROWS_SECONDS : RATE_SECONDS);
        while (index >= 0 && counted.get(index).timestamp() > until) {
            index--;
        }
        if (index < 0 || counted.get(index).users() == 0) {
            return null;
        }
        HistoryRow first = counted.get(firstWithCountOf(index));
        return (double) (last.requests() - first.requests()) / (last.timestamp() - first.timestamp());
    }

    /**
     * Returns the row that was the first with the count of a row, which is when the newest report came, so that the time
     * between two of them is one of whole reports. Returns the row itself if a report should have come since then.
     */
    private int firstWithCountOf(int index) {
        HistoryRow row = counted.get(index);
        int first = index;
        while (first > 0 && counted.get(first - 1).requests() == row.requests()) {
            first--;
        }
        return first > 0 && row.timestamp() - counted.get(first).timestamp() <= REPORT_SECONDS ? first : index;
    }
}
