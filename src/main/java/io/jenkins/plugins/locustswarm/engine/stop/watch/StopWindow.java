package io.jenkins.plugins.locustswarm.engine.stop.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
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
 * row, which Locust takes from the last ten seconds. A row or a part without a figure, for lack of requests or users,
 * neither meets nor breaks a condition, but at least half of the parts need a figure. Without requests, the requests per
 * second are 0.
 */
final class StopWindow {

    private static final long PART_SECONDS = 5;

    /** The time that a current figure of Locust covers ({@code StatsEntry.current_rps} in its {@code stats.py}). */
    private static final long CURRENT_FIGURE_SECONDS = 10;

    /** Rows come once per second; a locustfile can set {@code CSV_STATS_INTERVAL_SEC}. */
    private static final long MAX_GAP = 15;

    private final long begins;
    private final long ends;
    /** The last row before the window, and those in it. */
    private final List<HistoryRow> rows;

    private StopWindow(long begins, long ends, List<HistoryRow> rows) {
        this.begins = begins;
        this.ends = ends;
        this.rows = rows;
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
            HistoryRow before = rows.get(first - 1);
            boolean reset = before.requests() > rows.get(first).requests();
            if (reset || rows.get(first).timestamp() - before.timestamp() > MAX_GAP) {
                return null;
            }
            first--;
        }
        return rows.get(first).timestamp() > begins
                ? null
                : new StopWindow(begins, ends, List.copyOf(rows.subList(first, rows.size())));
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

    /**
     * Returns Locust's figure, which is 0 as long as the target has not answered once; absent while it stays 0 for some
     * seconds after the first requests, and after a reset of the statistics.
     */
    @CheckForNull
    private Double requestsPerSecond(HistoryRow row) {
        boolean lags = row.requestsPerSecond() == 0 && row.requests() > countTenSecondsBefore(row);
        return lags ? null : (Double) row.requestsPerSecond();
    }

    private long countTenSecondsBefore(HistoryRow row) {
        long count = row.requests();
        for (int i = rows.size() - 1; i >= 0; i--) {
            HistoryRow earlier = rows.get(i);
            if (earlier.timestamp() < row.timestamp()) {
                count = earlier.requests();
                if (earlier.timestamp() <= row.timestamp() - CURRENT_FIGURE_SECONDS) {
                    break;
                }
            }
        }
        return count;
    }
}
