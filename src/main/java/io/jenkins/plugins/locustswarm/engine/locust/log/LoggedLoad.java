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
        boolean shapeEnded) {

    /** By how much the log and the swarm may differ about the start of the load. */
    private static final Duration MAX_DIFFERENCE = Duration.ofMinutes(10);

    private static final Duration CLOCK_CHANGE = Duration.ofHours(1);

    /**
     * Returns the same load without the hour by which the clock was changed during it: times in the log are those of the
     * machine's time zone.
     *
     * @param atMost how long the load can have lasted at most, by Unix time
     */
    LoggedLoad withoutClockChange(Duration atMost) {
        return new LoggedLoad(
                began,
                withoutClockChange(length, atMost),
                usersSpawned,
                withoutClockChange(ramp, atMost),
                statsResets,
                shape,
                shapeEnded);
    }

    @CheckForNull
    private static Duration withoutClockChange(@CheckForNull Duration logged, Duration atMost) {
        if (logged == null) {
            return null;
        }
        if (isPossible(logged, atMost)) {
            return logged;
        }
        Duration corrected = logged.isNegative() ? logged.plus(CLOCK_CHANGE) : logged.minus(CLOCK_CHANGE);
        return isPossible(corrected, atMost) ? corrected : logged;
    }

    private static boolean isPossible(Duration logged, Duration atMost) {
        return !logged.isNegative() && logged.compareTo(atMost.plus(MAX_DIFFERENCE)) <= 0;
    }
}
