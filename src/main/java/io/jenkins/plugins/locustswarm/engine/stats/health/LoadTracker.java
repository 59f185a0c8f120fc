package io.jenkins.plugins.locustswarm.engine.stats.health;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.UsersReached;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records, while a history is read, when there were users and when requests were counted. A history shows this even if
 * Locust's log does not. Its rows are whole seconds of the master's clock.
 */
public final class LoadTracker {

    private long first = -1;
    private long newest = -1;
    private long rows;
    private long requests;
    private long begun = -1;
    private long mostUsers;
    private long mostUsersAt = -1;
    private long lastUsers = -1;
    private long lastRequests = -1;
    private boolean requestsFell;
    private List<String> percentiles = List.of();

    /** Takes the next Aggregated row. */
    public void accept(HistoryRow row) {
        percentiles = row.percentiles().headings();
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
        requestsFell |= row.requests() < requests;
        if (begun < 0 && (row.users() > 0 || row.requests() > 0)) {
            begun = row.timestamp();
        }
        if (row.users() > mostUsers) {
            mostUsers = row.users();
            mostUsersAt = row.timestamp();
        }
        requests = row.requests();
    }

    /** Returns whether the history has rows, and no percentile with this heading of Locust. */
    boolean lacksPercentile(String heading) {
        return rows > 0 && !percentiles.contains(heading);
    }

    /** Returns the second of the first users or requests; empty if there were none. */
    Optional<Instant> firstUsers() {
        return begun < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(begun));
    }

    /** Returns the largest number of users, and when so many ran first; empty if there were none. */
    public Optional<UsersReached> usersReached() {
        return mostUsers == 0 ? Optional.empty() : Optional.of(new UsersReached(mostUsers, mostUsersAt - begun));
    }

    /** Returns the last second in which new requests were counted. Workers report theirs every three seconds. */
    Optional<Instant> lastRequests() {
        return lastRequests < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(lastRequests));
    }

    /** Returns whether the number of counted requests fell, as it does when Locust resets its statistics. */
    boolean showsReset() {
        return requestsFell;
    }

    /**
     * Returns whether the history covers the end of the load. Locust 2.12 does not write up to ten seconds of its last
     * rows.
     *
     * @param ended when Locust ended; absent if unknown
     */
    boolean showsTheEnd(@CheckForNull Instant ended) {
        return begun >= 0 && (newest > lastUsers || ended != null && covers(ended.minusSeconds(2)));
    }

    /** Returns whether the history covers this moment; false if the moment is absent. */
    boolean covers(@CheckForNull Instant moment) {
        return first >= 0
                && moment != null
                && !moment.isBefore(Instant.ofEpochSecond(first).minus(interval()))
                && !moment.isAfter(Instant.ofEpochSecond(newest).plus(interval()));
    }

    /**
     * Returns how long there were users; empty if there were none. A master that has told its workers to quit may count
     * the users of a slow worker until that worker ends; therefore, after the run time, only new requests count as load.
     *
     * @param asked the run time; absent for a run without one
     */
    Optional<Duration> length(@CheckForNull Duration asked) {
        if (begun < 0) {
            return Optional.empty();
        }
        long users = asked == null ? lastUsers : Math.min(lastUsers, begun + asked.toSeconds());
        return Optional.of(
                Duration.ofSeconds(Math.max(users, lastRequests) - begun).plus(interval()));
    }

    /** Returns the time between two rows: a second, unless the locustfile sets {@code CSV_STATS_INTERVAL_SEC}. */
    private Duration interval() {
        return Duration.ofSeconds(rows < 2 ? 1 : Math.max(1, Math.round((double) (newest - first) / (rows - 1))));
    }
}
