package io.jenkins.plugins.locustswarm.engine.locust.log;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;

/**
 * The load of a run as its master's log shows it.
 *
 * @param began whether the load began
 * @param length time from the start of the test, which may be long before the first user, until the load was told to end;
 *     absent if one of them is not in the log
 * @param usersSpawned number of users at the end of the ramp; absent if the ramp did not end
 * @param ramp time from the start of the load to the end of the first ramp; absent if one of them is not in the log
 * @param statsResets how often the master reset its statistics because all users were started ({@code --reset-stats})
 * @param shape whether a LoadTestShape of the locustfile controlled the load instead of users, spawn rate and run time
 * @param shapeEnded whether the shape ended the load
 */
public record LoggedLoad(
        boolean began,
        @CheckForNull Duration length,
        @CheckForNull Integer usersSpawned,
        @CheckForNull Duration ramp,
        int statsResets,
        boolean shape,
        boolean shapeEnded) {}
