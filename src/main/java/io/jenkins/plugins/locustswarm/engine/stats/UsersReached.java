package io.jenkins.plugins.locustswarm.engine.stats;

/**
 * The users that ran, by Locust's history, whose rows are whole seconds.
 *
 * @param users the largest number of users that ran at once
 * @param seconds the time from the first users or requests until so many ran first
 */
public record UsersReached(long users, long seconds) {}
