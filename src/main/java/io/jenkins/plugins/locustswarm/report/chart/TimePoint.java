package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.util.Arrays;
import java.util.List;

/**
 * The figures of some seconds of a run. Users and percentiles are the maximum of these seconds, so that no peak is lost;
 * rates are the mean.
 */
final class TimePoint {

    /** The number of rows with rates. */
    private int rates;

    private long users;
    private double requestsPerSecond;
    private double failuresPerSecond;
    private final double[] percentiles;

    TimePoint(int percentiles) {
        this.percentiles = new double[percentiles];
        Arrays.fill(this.percentiles, Double.NaN);
    }

    void add(HistoryRow row, List<String> headings, boolean hasRates) {
        users = Math.max(users, row.users());
        if (hasRates) {
            rates++;
            requestsPerSecond += row.requestsPerSecond();
            failuresPerSecond += row.failuresPerSecond();
        }
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
        both.rates = one.rates + other.rates;
        both.users = Math.max(one.users, other.users);
        both.requestsPerSecond = one.requestsPerSecond + other.requestsPerSecond;
        both.failuresPerSecond = one.failuresPerSecond + other.failuresPerSecond;
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

    /** Returns the mean rate; absent if no row has one. */
    @CheckForNull
    Double requestsPerSecond() {
        return mean(requestsPerSecond);
    }

    /** Returns the mean rate; absent if no row has one. */
    @CheckForNull
    Double failuresPerSecond() {
        return mean(failuresPerSecond);
    }

    @CheckForNull
    private Double mean(double sum) {
        return rates == 0 ? null : Double.valueOf(sum / rates);
    }

    /** Returns a percentile in ms; absent without requests. */
    @CheckForNull
    Double percentile(int index) {
        return Double.isNaN(percentiles[index]) ? null : Double.valueOf(percentiles[index]);
    }
}
