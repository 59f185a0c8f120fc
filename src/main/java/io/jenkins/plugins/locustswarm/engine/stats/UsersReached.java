package io.jenkins.plugins.locustswarm.engine.stats;

/**
 * The users that ran, by Locust's history, whose rows are whole seconds.
 *
 * @param users the largest number of users that ran at once
 * @param seconds the time from the first users or requests until so many ran first
 */
public record UsersReached(long users, long seconds) {

    /** Returns in how many seconds the users were started: Locust starts the first ones at once, and more in each second. */
    public long rampSeconds() {
        return seconds + 1;
    }

    /** Returns the number of users that were started per second on average. */
    public double startedPerSecond() {
        return (double) users / rampSeconds();
    }
}
