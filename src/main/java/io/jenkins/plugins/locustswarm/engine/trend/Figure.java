package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.Locale;

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

    /** Returns whether Locust rounds the figure. */
    boolean isRounded() {
        return isTime() && this != AVERAGE;
    }

    /** Returns whether a figure is worse than an earlier one. */
    boolean isWorse(double before, double after) {
        return this == RPS ? after < before : after > before;
    }

    /** Returns the name in commands and JSON, for example {@code p95}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
