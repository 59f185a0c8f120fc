package io.jenkins.plugins.locustswarm.report.chart;

import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;

/**
 * Finds the rows of a history without usable rates: those after Locust reset its statistics during the load. Locust takes
 * a rate from complete seconds, two seconds behind ({@code current_rps} in its {@code stats.py}), and workers report every
 * three seconds; until then, 0 does not mean that there were no requests.
 */
final class RateGap {

    /** Seconds. */
    private static final int MIN_GAP = 5;

    /** After this time, in seconds, 0 means that there are no requests. */
    private static final int MAX_GAP = 15;

    private long requests;
    private long until;
    private long untilAtMost;

    /** Takes the next row; returns whether its rates are usable. */
    boolean accept(HistoryRow row) {
        if (row.requests() < requests) {
            until = row.timestamp() + MIN_GAP;
            untilAtMost = row.timestamp() + MAX_GAP;
        }
        requests = row.requests();
        boolean lags = row.requestsPerSecond() == 0 && row.timestamp() < untilAtMost;
        return row.timestamp() >= until && !lags;
    }
}
