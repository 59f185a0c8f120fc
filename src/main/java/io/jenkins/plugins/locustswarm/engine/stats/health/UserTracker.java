package io.jenkins.plugins.locustswarm.engine.stats.health;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.time.Duration;
import java.time.Instant;

/**
 * Records, while a history is read, how many users ran at all, and between the end of the ramp and the end of the load.
 * Times are those of the history, so that the clocks of other machines do not matter.
 */
public final class UserTracker {

    /** Locust's default of {@code --users} for a headless run. */
    private static final int DEFAULT_USERS = 1;

    /** Locust's default of {@code --spawn-rate} for a headless run. */
    private static final double DEFAULT_SPAWN_RATE = 1;

    /** Workers report their users every three seconds ({@code WORKER_REPORT_INTERVAL}), and a row covers a second. */
    private static final long REPORT_LAG = 5;

    private static final long MIN_LAG = 2;

    /** The lag is at most this part of a short run, because a new user is reported at once. */
    private static final int LAG_PART = 4;

    private final int asked;
    /** Users started per second. */
    private final double spawnRate;

    private final long lengthSeconds;
    /** When the load began, in Unix seconds by the master's clock; -1 if unknown. */
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
        Instant started = facts.startedAt();
        this.beganAt = started == null ? -1 : started.getEpochSecond();
    }

    /**
     * Returns a tracker for a run. A headless run without a number of users or a spawn rate uses Locust's defaults.
     *
     * @param length how long the load lasted
     * @return the tracker; absent if the number of users or the spawn rate is not known, because it is chosen on Locust's
     *     web page or perhaps in a configuration file of Locust
     */
    @CheckForNull
    public static UserTracker of(RunFacts facts, Duration length) {
        Integer users = usersOrDefault(facts);
        Double rate = spawnRateOrDefault(facts);
        return users == null || rate == null || rate <= 0 ? null : new UserTracker(users, rate, facts, length);
    }

    /** Returns the number of users of a run; absent if it is not known. */
    @CheckForNull
    static Integer usersOrDefault(RunFacts facts) {
        Integer users = facts.load().users();
        return users == null && hasDefaults(facts) ? (Integer) DEFAULT_USERS : users;
    }

    /** Returns the spawn rate of a run, in users per second; absent if it is not known. */
    @CheckForNull
    static Double spawnRateOrDefault(RunFacts facts) {
        Double rate = facts.load().spawnRate();
        return rate == null && hasDefaults(facts) ? (Double) DEFAULT_SPAWN_RATE : rate;
    }

    private static boolean hasDefaults(RunFacts facts) {
        return facts.load().runTime() != null && !facts.hasConfiguration();
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

    /** Returns how long it takes to start all users. */
    long rampSeconds() {
        return (long) Math.ceil(asked / spawnRate);
    }

    /**
     * Returns whether the load lasted long enough for all users to be started, and the history covers that time: Locust
     * 2.12 does not write up to ten seconds of its last rows.
     */
    boolean hadTimeForAll() {
        long needed = rampSeconds() + MIN_LAG;
        boolean showsBeginning = beganAt >= 0 && firstRowAt <= beganAt + MIN_LAG;
        long start = firstUsersAt >= 0 ? firstUsersAt : showsBeginning ? beganAt : Long.MAX_VALUE - needed;
        return lengthSeconds >= needed && newest >= start + needed;
    }

    /** Returns the largest number of users that ran at once. */
    long most() {
        return most;
    }

    /** Returns the number of seconds between ramp and end that the history covers. */
    int secondsWatched() {
        return secondsWatched;
    }

    /** Returns the number of watched seconds in which fewer users ran than asked for. */
    int secondsBelow() {
        return secondsBelow;
    }

    /** Returns whether the history shows no user at all after the ramp, although the load continued. */
    boolean allGone() {
        return secondsWatched > 0 && secondsBelow == secondsWatched && greatest == 0;
    }

    /** Returns the smallest number of users in the seconds below. */
    long fewest() {
        return fewest;
    }

    /** Returns the time of the newest row, in Unix seconds by the master's clock; -1 if there is no row. */
    long newest() {
        return newest;
    }
}
