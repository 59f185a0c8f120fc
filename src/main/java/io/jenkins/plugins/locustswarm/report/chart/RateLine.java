package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A rate over time, derived from the differences of one of Locust's total counts. Locust's own rates are 0 in the first seconds
 * of a run and after each reset of its statistics ({@code current_rps} in its {@code stats.py}).
 *
 * <p>The differences are bursts, since workers report every three seconds; the rate is therefore a mean over ten seconds around
 * each point. At the ends of the run the window is completed with its mirror image, so that the area under the curve is the
 * number of requests.
 */
final class RateLine {

    /** Half of the window, in seconds. */
    private static final double HALF_WINDOW = 5;

    private final ToLongFunction<HistoryRow> total;
    private final double[] counts;

    /** The seconds of each point whose counts are known. */
    private final double[] seconds;

    RateLine(int points, ToLongFunction<HistoryRow> total) {
        this.total = total;
        this.counts = new double[points];
        this.seconds = new double[points];
    }

    /**
     * Adds the count of the first row, evenly over some seconds.
     *
     * @param from the first of these seconds, counted from the start
     * @param to the second of the row
     */
    void begin(HistoryRow row, long from, long to, long secondsPerPoint) {
        spread(total.applyAsLong(row), from, to, secondsPerPoint);
    }

    /**
     * Adds what was counted from one row to the next, evenly over the seconds between them. Nothing is known of these seconds
     * if Locust reset its statistics in them.
     *
     * @param from seconds from the start to the earlier row
     * @param to seconds from the start to the later row
     */
    void add(HistoryRow earlier, HistoryRow later, long from, long to, long secondsPerPoint) {
        long count = total.applyAsLong(later) - total.applyAsLong(earlier);
        if (later.requests() < earlier.requests() || count < 0) {
            return;
        }
        if (to <= from) { // the clock was set back
            counts[(int) (to / secondsPerPoint)] += count;
            return;
        }
        spread(count, from + 1, to, secondsPerPoint);
    }

    private void spread(long count, long from, long to, long secondsPerPoint) {
        for (long second = from; second <= to; ) {
            int point = (int) (second / secondsPerPoint);
            long end = Math.min(to, (point + 1) * secondsPerPoint - 1);
            long covered = end - second + 1;
            counts[point] += (double) count * covered / (to - from + 1);
            seconds[point] += covered;
            second = end + 1;
        }
    }

    /** Merges the points in pairs. */
    void halve() {
        halve(counts);
        halve(seconds);
    }

    private static void halve(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * i < values.length ? values[2 * i] + values[2 * i + 1] : 0;
        }
    }

    /**
     * Returns the rate at each point.
     *
     * @param size the number of points in use
     * @return rates per second, absent where nothing is known
     */
    List<Double> rates(int size, long secondsPerPoint) {
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rates.add(rate(i, size, secondsPerPoint));
        }
        return rates;
    }

    @CheckForNull
    private Double rate(int point, int size, long secondsPerPoint) {
        double half = Math.max(HALF_WINDOW, secondsPerPoint / 2.0);
        int reach = (int) Math.ceil(half / secondsPerPoint - 0.5);
        double count = 0;
        double known = 0;
        for (int i = -reach; i <= reach; i++) {
            double weight = Math.min(1, half / secondsPerPoint - Math.abs(i) + 0.5);
            int neighbor = mirrored(point + i, size);
            count += weight * counts[neighbor];
            known += weight * seconds[neighbor];
        }
        return known == 0 ? null : Double.valueOf(count / known);
    }

    private static int mirrored(int index, int size) {
        int place = Math.floorMod(index, 2 * size);
        return place < size ? place : 2 * size - 1 - place;
    }
}
