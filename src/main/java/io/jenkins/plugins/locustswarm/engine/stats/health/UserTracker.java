package io.jenkins.plugins.locustswarm.engine.stats.health;

import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.time.Duration;

/**
 * Looks on while a history passes by: how many users ran, in all and between the end of the ramp and the end of the
 * load. Times are the history's own, so that the clocks of other machines do not matter.
 */
public final class UserTracker {

    /** What Locust takes for {@code --users} and {@code --spawn-rate} when a headless run names none. */
    private static final int DEFAULT_USERS = 1;

    private static final double DEFAULT_SPAWN_RATE = 1;

    /** Workers report their users every three seconds ({@code WORKER_REPORT_INTERVAL}), and a row is a second. */
    private static final long REPORT_LAG = 5;

    private static final long MIN_LAG = 2;

    /** Of a short run not everything can be lag: a new user is reported at once. */
    private static final int LAG_PART = 4;

    private final int asked;
    /** Users started per second. */
    private final double spawnRate;

    private final long lengthSeconds;
    /** When the load began, by the master's clock; -1 when that is not known. */
    private final long beganAt;

    private long firstRowAt = -1;
    private long firstUsersAt = -1;
    private long newest = -1;
    private long most;
    private int secondsWatched;
    private int secondsBelow;
    private long fewest = Long.MAX_VALUE;
    /** The largest number of users after the ramp. */
    private long greatest;

    private UserTracker(int asked, double spawnRate, RunFacts facts, Duration length) {
        this.asked = asked;
        this.spawnRate = spawnRate;
        this.lengthSeconds = length.toSeconds();
        this.beganAt = facts.startedAt() == null ? -1 : facts.startedAt().getEpochSecond();
    }

    /**
     * For a run that lasted so long. A headless run without a number of users or a spawn rate has Locust's defaults.
     *
     * @return null when nobody asked for a number of users: they are chosen on Locust's web page, or perhaps in a
     *     configuration file of Locust's
     */
    public static UserTracker of(RunFacts facts, Duration length) {
        boolean headless = facts.runTime() != null;
        boolean hasDefault = headless && facts.strayConfiguration().isEmpty();
        if (facts.users() == null && !hasDefault || facts.spawnRate() == null && !headless) {
            return null;
        }
        int users = facts.users() == null ? DEFAULT_USERS : facts.users();
        double rate = facts.spawnRate() == null ? DEFAULT_SPAWN_RATE : facts.spawnRate();
        return rate <= 0 ? null : new UserTracker(users, rate, facts, length);
    }

    /** Takes the next Aggregated row. */
    public void accept(HistoryRow row) {
        most = Math.max(most, row.users());
        firstRowAt = firstRowAt < 0 ? row.timestamp() : firstRowAt;
        if (firstUsersAt < 0 && row.users() > 0) {
            firstUsersAt = row.timestamp();
        }
        boolean again = row.timestamp() == newest;
        newest = row.timestamp();
        if (firstUsersAt < 0 || again || !afterRamp(row.timestamp()) || afterEnd(row.timestamp())) {
            return;
        }
        secondsWatched++;
        greatest = Math.max(greatest, row.users());
        if (row.users() < asked) {
            secondsBelow++;
            fewest = Math.min(fewest, row.users());
        }
    }

    private boolean afterRamp(long timestamp) {
        return timestamp > firstUsersAt + rampSeconds() + lag();
    }

    private boolean afterEnd(long timestamp) {
        return timestamp > firstUsersAt + lengthSeconds - lag();
    }

    private long lag() {
        return Math.max(MIN_LAG, Math.min(REPORT_LAG, lengthSeconds / LAG_PART));
    }

    int asked() {
        return asked;
    }

    /** How long it takes to start all users. */
    long rampSeconds() {
        return (long) Math.ceil(asked / spawnRate);
    }

    /**
     * Whether the load lasted long enough for all users to be started, and the history shows it until then: Locust 2.12
     * does not write the last rows, up to ten seconds of them.
     */
    boolean hadTimeForAll() {
        long needed = rampSeconds() + MIN_LAG;
        boolean showsBeginning = beganAt >= 0 && firstRowAt >= 0 && firstRowAt <= beganAt + MIN_LAG;
        long start = firstUsersAt >= 0 ? firstUsersAt : showsBeginning ? beganAt : Long.MAX_VALUE - needed;
        return lengthSeconds >= needed && newest >= start + needed;
    }

    /** The largest number of users that ran at once. */
    long most() {
        return most;
    }

    /** Seconds between ramp and end that the history shows. */
    int secondsWatched() {
        return secondsWatched;
    }

    /** Seconds of these in which fewer users ran than were asked for. */
    int secondsBelow() {
        return secondsBelow;
    }

    /** Whether the history shows no user at all after the ramp, although the load went on. */
    boolean allGone() {
        return secondsWatched > 0 && secondsBelow == secondsWatched && greatest == 0;
    }

    /** The smallest number of users in these. */
    long fewest() {
        return fewest;
    }

    /** The second of the newest row, since 1970 by the master's clock; -1 when there is none. */
    long newest() {
        return newest;
    }
}
