package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reduces the history of a run to a bounded number of points: when all are in use, it merges them in pairs and doubles the
 * time that each covers. It keeps no rows, so that a file of any size can be streamed.
 */
@Restricted(NoExternalUse.class)
public final class TimeLine implements Consumer<HistoryRow> {

    private static final List<String> PREFERRED = List.of("50%", "95%", "99%");
    private static final int MAX_LINES = 3;

    /** Seconds. */
    private static final int MAX_GAP = 5;

    private final int points;
    private TimePoint[] line;
    private List<String> headings = List.of();
    private final RateLine requests;
    private final RateLine failures;

    @CheckForNull
    private HistoryRow latest;

    private long first;
    private long secondsPerPoint = 1;

    /** @param points the largest number of points; even */
    public TimeLine(int points) {
        this.points = points;
        this.line = new TimePoint[points];
        this.requests = new RateLine(points, HistoryRow::requests);
        this.failures = new RateLine(points, HistoryRow::failures);
    }

    @Override
    public void accept(HistoryRow row) {
        HistoryRow earlier = latest;
        if (earlier == null) {
            headings = choose(row.percentiles().headings());
            first = row.timestamp();
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
            requests.begin(row);
            failures.begin(row);
        } else {
            requests.add(earlier, row, second(earlier), second(row), secondsPerPoint);
            failures.add(earlier, row, second(earlier), second(row), secondsPerPoint);
        }
        latest = row;
    }

    /** Returns the seconds since the first row; never negative, even if the clock of the master was set back. */
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

    private static List<String> choose(List<String> available) {
        List<String> chosen = available.stream().filter(PREFERRED::contains).toList();
        return chosen.isEmpty() ? available.stream().limit(MAX_LINES).toList() : chosen;
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
     * Returns the points from the first second to the last one, null without a row. A busy master skips a second or two; the
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
        while (line[from] == null) {
            from--; // ends, since the first point is never null
        }
        int to = index;
        while (to < end && line[to] == null) {
            to++;
        }
        return (to - from - 1) * secondsPerPoint <= MAX_GAP;
    }

    /** Returns the start of each point since the first row: {@code 1:05}, or {@code 1:01:05} in a run of hours. */
    List<String> labels() {
        int count = points().size();
        boolean hours = count * secondsPerPoint >= 3600;
        return IntStream.range(0, count)
                .mapToObj(i -> label(i * secondsPerPoint, hours))
                .collect(Collectors.toList());
    }

    private static String label(long seconds, boolean hours) {
        return hours
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
