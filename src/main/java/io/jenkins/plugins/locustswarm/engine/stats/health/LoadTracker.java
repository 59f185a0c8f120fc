package io.jenkins.plugins.locustswarm.engine.stats.health;

import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notes while a history is read when there were users, and when requests were counted. A history shows that even when
 * Locust's log does not. Its rows are whole seconds of the master's clock.
 */
public final class LoadTracker {

    private long first = -1;
    private long newest = -1;
    private long rows;
    private long requests;
    private long begun = -1;
    private long lastUsers = -1;
    private long lastRequests = -1;

    /** Takes the next Aggregated row. */
    public void accept(HistoryRow row) {
        if (first < 0) {
            first = row.timestamp();
        }
        if (row.timestamp() > newest) {
            rows++;
        }
        newest = Math.max(newest, row.timestamp());
        if (row.users() > 0) {
            lastUsers = row.timestamp();
        }
        if (row.requests() > requests) {
            lastRequests = row.timestamp();
        }
        if (begun < 0 && (row.users() > 0 || row.requests() > 0)) {
            begun = row.timestamp();
        }
        requests = row.requests();
    }

    /** The second in which the first users, or their requests, were seen; empty when there were none. */
    Optional<Instant> firstUsers() {
        return begun < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(begun));
    }

    /** The last second in which new requests were counted: workers report theirs every three seconds. */
    Optional<Instant> lastRequests() {
        return lastRequests < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(lastRequests));
    }

    /**
     * Whether it goes on to the end of the load. Locust 2.12 does not write its last rows, up to ten seconds of them.
     *
     * @param ended when Locust ended; null when that is not known
     */
    boolean showsTheEnd(Instant ended) {
        return begun >= 0 && (newest > lastUsers || ended != null && covers(ended.minusSeconds(2)));
    }

    /** Whether that moment, null for an unknown one, is one of the seconds that the history shows. */
    boolean covers(Instant moment) {
        return first >= 0
                && moment != null
                && !moment.isBefore(Instant.ofEpochSecond(first).minus(interval()))
                && !moment.isAfter(Instant.ofEpochSecond(newest).plus(interval()));
    }

    /**
     * How long there were users. A master that has told its workers to quit may count the users of a slow one as long as
     * it lives, so that after the time that was asked for only new requests show a load.
     *
     * @param asked null when nobody said how long
     */
    Optional<Duration> length(Duration asked) {
        if (begun < 0) {
            return Optional.empty();
        }
        long users = asked == null ? lastUsers : Math.min(lastUsers, begun + asked.toSeconds());
        return Optional.of(
                Duration.ofSeconds(Math.max(users, lastRequests) - begun).plus(interval()));
    }

    /** The time between two rows, a second unless the locustfile says otherwise ({@code CSV_STATS_INTERVAL_SEC}). */
    private Duration interval() {
        return Duration.ofSeconds(rows < 2 ? 1 : Math.max(1, Math.round((double) (newest - first) / (rows - 1))));
    }
}
