package io.jenkins.plugins.locustswarm.engine.locust.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The workers of a run as its master's log shows them. They have the ids that Locust gives them: host name and a random
 * part. A time that the log does not show is zero.
 *
 * @param ready workers that reported to the master, in that order
 * @param missing workers that stopped answering and did not return, with the time from the start of the load until the
 *     master noticed, some seconds after they stopped
 * @param returned workers that stopped answering and returned
 * @param quitEarly workers that quit during the load, with the time from its start
 * @param silentAtEnd workers that were connected at the end, but whose quit message did not reach the master in time;
 *     their last statistics may be missing too
 * @param allGone whether the master stopped the load because no worker was left; it does not start it again if one
 *     returns
 * @param busy workers that used more than 90 % of a CPU, with the time from the start of the load until the first
 *     warning, which may be negative
 * @param otherVersions versions of workers that differ so much that Locust warns, by worker
 */
public record LoggedWorkers(
        List<String> ready,
        Map<String, Duration> missing,
        List<String> returned,
        Map<String, Duration> quitEarly,
        List<String> silentAtEnd,
        boolean allGone,
        Map<String, Duration> busy,
        Map<String, String> otherVersions) {}
