package io.jenkins.plugins.locustswarm.engine.stats;

import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import java.time.Duration;

/**
 * Looks on while a history passes by: how many users ran between the end of the ramp and the end of the load. Times are
 * the history's own, so that the clocks of other machines do not matter.
 */
final class UserWatch {

    /** Workers report their users every three seconds ({@code WORKER_REPORT_INTERVAL}), and a row is a second. */
    private static final long REPORT_LAG = 5;

    private final int asked;
    private final long rampSeconds;
    private final long lengthSeconds;

    private long firstUsersAt = -1;
    private long newest = -1;
    private int secondsWatched;
    private int secondsBelow;
    private long fewest = Long.MAX_VALUE;

    private UserWatch(int asked, long rampSeconds, long lengthSeconds) {
        this.asked = asked;
        this.rampSeconds = rampSeconds;
        this.lengthSeconds = lengthSeconds;
    }

    /** For a run that lasted so long; null when nobody asked for a number of users. */
    static UserWatch of(RunFacts facts, Duration length) {
        if (facts.users() == null || facts.spawnRate() == null || facts.spawnRate() <= 0) {
            return null;
        }
        long ramp = (long) Math.ceil(facts.users() / facts.spawnRate());
        return new UserWatch(facts.users(), ramp, length.toSeconds());
    }

    /** Takes the next Aggregated row. */
    void accept(HistoryRow row) {
        if (firstUsersAt < 0 && row.users() > 0) {
            firstUsersAt = row.timestamp();
        }
        boolean again = row.timestamp() == newest;
        newest = row.timestamp();
        if (firstUsersAt < 0 || again || !afterRamp(row.timestamp()) || afterEnd(row.timestamp())) {
            return;
        }
        secondsWatched++;
        if (row.users() < asked) {
            secondsBelow++;
            fewest = Math.min(fewest, row.users());
        }
    }

    private boolean afterRamp(long timestamp) {
        return timestamp > firstUsersAt + rampSeconds + REPORT_LAG;
    }

    private boolean afterEnd(long timestamp) {
        return timestamp > firstUsersAt + lengthSeconds - REPORT_LAG;
    }

    int asked() {
        return asked;
    }

    long rampSeconds() {
        return rampSeconds;
    }

    /** Seconds between ramp and end that the history shows. */
    int secondsWatched() {
        return secondsWatched;
    }

    /** Seconds of these in which fewer users ran than were asked for. */
    int secondsBelow() {
        return secondsBelow;
    }

    /** The smallest number of users in these. */
    long fewest() {
        return fewest;
    }
}
