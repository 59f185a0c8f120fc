package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.util.Arrays;
import java.util.List;

/**
 * The figures of some seconds of a run: the maximum of these seconds, so that no peak is lost.
 */
final class TimePoint {

    private long users;
    private final double[] percentiles;

    TimePoint(int percentiles) {
        this.percentiles = new double[percentiles];
        Arrays.fill(this.percentiles, Double.NaN);
    }

    void add(HistoryRow row, List<String> headings) {
        users = Math.max(users, row.users());
        for (int i = 0; i < percentiles.length; i++) {
            Double value = row.percentiles().get(headings.get(i));
            percentiles[i] = higher(percentiles[i], value == null ? Double.NaN : value);
        }
    }

    /** Merges two points; returns the other one if one is absent. */
    @CheckForNull
    static TimePoint merge(@CheckForNull TimePoint one, @CheckForNull TimePoint other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        TimePoint both = new TimePoint(one.percentiles.length);
        both.users = Math.max(one.users, other.users);
        for (int i = 0; i < both.percentiles.length; i++) {
            both.percentiles[i] = higher(one.percentiles[i], other.percentiles[i]);
        }
        return both;
    }

    private static double higher(double one, double other) {
        return Double.isNaN(one) || other > one ? other : one;
    }

    long users() {
        return users;
    }

    /** Returns a percentile in ms; absent without requests. */
    @CheckForNull
    Double percentile(int index) {
        return Double.isNaN(percentiles[index]) ? null : Double.valueOf(percentiles[index]);
    }
}
