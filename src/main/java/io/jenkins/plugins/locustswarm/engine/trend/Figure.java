package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A figure of a request name that is followed over time, all of them Locust's own. */
public enum Figure {
    /** In ms; Locust rounds it above 100 ms to two significant digits. */
    MEDIAN,
    /** In ms. */
    AVERAGE,
    /** In ms; rounded like the median. */
    P95,
    /** In ms; rounded like the median. */
    P99,
    /** Requests per second. */
    RPS,
    /** Failed requests divided by all requests, 0 to 1. */
    FAILURES;

    /** Above this time in ms, Locust rounds to two significant digits. */
    private static final double TWO_DIGITS = 100;

    /** Returns the figure with this name, in any case; absent if there is none. */
    public static Optional<Figure> named(String name) {
        return Arrays.stream(values())
                .filter(figure -> figure.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns the figure in this row; absent if Locust did not report it, or there was no request. */
    @CheckForNull
    public Double of(NameStats row) {
        return switch (this) {
            case MEDIAN -> row.responseTimes().median();
            case AVERAGE -> row.responseTimes().average();
            case P95 -> row.responseTimes().p95();
            case P99 -> row.responseTimes().p99();
            // Locust writes 0 if it does not know the time between requests
            case RPS -> row.requestsPerSecond() == 0 ? null : (Double) row.requestsPerSecond();
            case FAILURES -> row.failureRatio();
        };
    }

    /** Returns whether the figure is a response time. */
    public boolean isTime() {
        return this != RPS && this != FAILURES;
    }

    /**
     * Returns the step in which Locust writes values of about this size: whole ms, and above 100 ms two significant digits; 0 if
     * it does not round the figure.
     */
    double resolution(double value) {
        if (!isTime() || this == AVERAGE) {
            return 0;
        }
        return value < TWO_DIGITS ? 1 : Math.pow(10, Math.floor(Math.log10(value)) - 1);
    }

    /** Returns whether two values differ by more than Locust's rounding. */
    boolean isBeyondRounding(double before, double after) {
        return Math.abs(after - before) > resolution(Math.max(before, after));
    }

    /** Returns whether a figure is worse than an earlier one. */
    boolean isWorse(double before, double after) {
        return this == RPS ? after < before : after > before;
    }

    /** Returns by how much a figure is worse than an earlier one, 0.18 for 18 %; infinite if the earlier one is 0. */
    public double worsening(double before, double after) {
        double ratio = before == 0 ? Double.POSITIVE_INFINITY : RelativeChange.ratio(before, after);
        return this == RPS ? -ratio : ratio;
    }

    /** Returns the name in commands and JSON, for example {@code p95}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
