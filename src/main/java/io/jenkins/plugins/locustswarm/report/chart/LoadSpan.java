package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * When the load of a run began and ended, by the master's clock, which is that of its history.
 *
 * @param start absent if unknown
 * @param end absent if unknown, or while the load continues
 */
@Restricted(NoExternalUse.class)
public record LoadSpan(
        @CheckForNull Instant start, @CheckForNull Instant end) {

    /** Nothing is known: the load begins with the first user or request of the history. */
    public static final LoadSpan UNKNOWN = new LoadSpan(null, null);

    /** Returns whether a row belongs to the time before the load, in which Locust writes rows of zeros. */
    boolean isBefore(HistoryRow row) {
        boolean isIdle = row.users() == 0 && row.requests() == 0;
        return isIdle && (start == null || row.timestamp() < start.getEpochSecond());
    }

    /**
     * Returns the second in which the load began.
     *
     * @param first the first row of the load; a request name has none before its first request
     * @return Unix seconds by the master's clock
     */
    long startSecond(HistoryRow first) {
        boolean isPlausible = start != null
                && start.getEpochSecond() <= first.timestamp()
                && (end == null || first.timestamp() <= end.getEpochSecond());
        return isPlausible ? start.getEpochSecond() : first.timestamp();
    }
}
