package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * The current requests per second of a run, from the differences of Locust's total count. Locust's own figure stays 0 for some
 * seconds after the first requests and after each reset of its statistics ({@code current_rps} in its {@code stats.py}). For
 * use by one thread at a time.
 */
final class RequestRate {

    /** The shortest time that a rate is of, in seconds; workers report every three. */
    private static final long WINDOW = 10;

    /** The rows of the window, and one from before it. */
    private final Deque<HistoryRow> rows = new ArrayDeque<>();

    /** Takes the newest row; returns the rate over the last ten seconds or more, if rows from then are known. */
    OptionalDouble accept(HistoryRow newest) {
        if (!rows.isEmpty() && isOtherCount(newest)) {
            rows.clear();
        }
        if (!rows.isEmpty() && newest.timestamp() == rows.getLast().timestamp()) {
            rows.removeLast();
        }
        rows.add(newest);
        long until = newest.timestamp() - WINDOW;
        HistoryRow oldest = rows.getFirst();
        for (HistoryRow row : rows) {
            if (row.timestamp() <= until) {
                oldest = row;
            }
        }
        while (rows.getFirst() != oldest) {
            rows.removeFirst();
        }
        return oldest.timestamp() > until
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) (newest.requests() - oldest.requests()) / (newest.timestamp() - oldest.timestamp()));
    }

    /** Returns whether Locust reset its statistics, or its clock was set back. */
    private boolean isOtherCount(HistoryRow newest) {
        HistoryRow last = rows.getLast();
        return newest.requests() < last.requests() || newest.timestamp() < last.timestamp();
    }
}
