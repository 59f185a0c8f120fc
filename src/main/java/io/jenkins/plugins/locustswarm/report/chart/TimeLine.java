package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reduces the history of a run to a bounded number of points from the start of its load on: when all are in use, it merges them
 * in pairs and doubles the time that each covers. It keeps no rows, so that a file of any size can be streamed.
 */
@Restricted(NoExternalUse.class)
public final class TimeLine implements Consumer<HistoryRow> {

    private static final List<String> PREFERRED = List.of("50%", "95%", "99%");
    private static final int MAX_LINES = 3;

    /** More lines cannot be told apart. */
    private static final int MAX_PERCENTILES = 5;

    /** Seconds. */
    private static final int MAX_GAP = 5;

    private final int points;
    private final LoadSpan load;
    private final Set<String> wanted;
    private final boolean sparse;
    private TimePoint[] line;
    private List<String> headings = List.of();
    private final RateLine requests;
    private final RateLine failures;

    @CheckForNull
    private HistoryRow latest;

    private long first;
    private long secondsPerPoint = 1;

    /** @param points the largest number of points; even */
    public TimeLine(int points, LoadSpan load) {
        this(points, load, Set.of());
    }

    /**
     * @param points the largest number of points; even
     * @param percentiles headings of percentiles that are shown in addition to the usual ones, for example {@code 90%}
     */
    public TimeLine(int points, LoadSpan load, Set<String> percentiles) {
        this(points, load, percentiles, false);
    }

    private TimeLine(int points, LoadSpan load, Set<String> percentiles, boolean sparse) {
        this.sparse = sparse;
        this.points = points;
        this.load = load;
        this.wanted = Set.copyOf(percentiles);
        this.line = new TimePoint[points];
        this.requests = new RateLine(points, HistoryRow::requests);
        this.failures = new RateLine(points, HistoryRow::failures);
    }

    /**
     * Returns a line for rows of all requests together, some of which may be left out evenly: the first row can be one of many
     * seconds after the start, and counts the requests since then.
     *
     * @param points the largest number of points; even
     * @param percentiles headings of percentiles that are shown in addition to the usual ones
     */
    public static TimeLine sparse(int points, LoadSpan load, Set<String> percentiles) {
        return new TimeLine(points, load, percentiles, true);
    }

    @Override
    public void accept(HistoryRow row) {
        HistoryRow earlier = latest;
        if (earlier == null) {
            if (load.isBefore(row)) {
                return;
            }
            headings = choose(row.percentiles().headings());
            first = load.startSecond(row);
        }
        long index = index(row);
        while (index >= points) {
            halve();
            index = index(row);
        }
        if (line[(int) index] == null) {
            line[(int) index] = new TimePoint(headings.size());
        }
        line[(int) index].add(row, headings);
        if (earlier == null) {
            long from = sparse ? 0 : second(row); // the rows of a request name begin with its first request
            requests.begin(row, from, second(row), secondsPerPoint);
            failures.begin(row, from, second(row), secondsPerPoint);
        } else {
            requests.add(earlier, row, second(earlier), second(row), secondsPerPoint);
            failures.add(earlier, row, second(earlier), second(row), secondsPerPoint);
        }
        latest = row;
    }

    /** Returns the seconds since the start of the load; never negative, even if the clock of the master was set back. */
    private long second(HistoryRow row) {
        return Math.max(0, row.timestamp() - first);
    }

    private long index(HistoryRow row) {
        return second(row) / secondsPerPoint;
    }

    private void halve() {
        TimePoint[] half = new TimePoint[points];
        for (int i = 0; i < points; i += 2) {
            half[i / 2] = TimePoint.merge(line[i], line[i + 1]);
        }
        line = half;
        requests.halve();
        failures.halve();
        secondsPerPoint *= 2;
    }

    private List<String> choose(List<String> available) {
        List<String> preferred = available.stream().filter(PREFERRED::contains).toList();
        List<String> base =
                preferred.isEmpty() ? available.stream().limit(MAX_LINES).toList() : preferred;
        Set<String> chosen = Stream.concat(base.stream(), available.stream().filter(wanted::contains))
                .distinct()
                .limit(MAX_PERCENTILES)
                .collect(Collectors.toSet());
        return available.stream().filter(chosen::contains).toList();
    }

    /** Returns the seconds that a point covers. */
    public long secondsPerPoint() {
        return secondsPerPoint;
    }

    /** Returns the percentiles in the points. */
    List<String> headings() {
        return headings;
    }

    /**
     * Returns the points from the start of the load to its last row, null without a row. A busy master skips a second or two; the
     * point before them is repeated then, since its figures are over ten seconds anyway.
     */
    List<TimePoint> points() {
        int end = points;
        while (end > 0 && line[end - 1] == null) {
            end--;
        }
        List<TimePoint> shown = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            shown.add(line[i] == null && isShortGap(i, end) ? shown.get(i - 1) : line[i]);
        }
        return shown;
    }

    /** Returns the requests per second at each of the {@link #points}; absent where they are unknown. */
    List<Double> requestsPerSecond() {
        return rates(requests);
    }

    /** Returns the failed requests per second at each of the {@link #points}; absent where they are unknown. */
    List<Double> failuresPerSecond() {
        return rates(failures);
    }

    private List<Double> rates(RateLine rateLine) {
        List<TimePoint> shown = points();
        List<Double> rates = rateLine.rates(shown.size(), secondsPerPoint);
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i) == null) {
                rates.set(i, null);
            }
        }
        return rates;
    }

    private boolean isShortGap(int index, int end) {
        int from = index;
        while (from >= 0 && line[from] == null) {
            from--;
        }
        int to = index;
        while (to < end && line[to] == null) {
            to++;
        }
        return from >= 0
                && (to - from - 1) * secondsPerPoint <= (sparse ? Math.max(MAX_GAP, secondsPerPoint) : MAX_GAP);
    }

    /**
     * Returns when this number of users was first running.
     *
     * @return seconds from the start of the load; empty if so many users never ran
     */
    public OptionalLong firstSecondOf(int users) {
        return IntStream.range(0, points)
                .filter(i -> line[i] != null && line[i].users() >= users)
                .mapToLong(i -> i * secondsPerPoint)
                .findFirst();
    }

    /** Returns the time from the start of the load to the end of its last point, in seconds; 0 without rows. */
    public long seconds() {
        return points().size() * secondsPerPoint;
    }
}
