package io.jenkins.plugins.locustswarm.engine.locust.log;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The facts about a run in the log of its master. Workers have the ids that Locust gives them: host name and a random part. A time
 * that the log does not show is zero.
 *
 * @param version version of Locust
 * @param ready workers that reported to the master, in that order
 * @param missing workers that stopped answering and did not return, with the time from the start of the load until the
 *     master noticed, some seconds after they stopped
 * @param returned workers that stopped answering and returned
 * @param quitEarly workers that quit during the load, with the time from its start
 * @param silentAtEnd workers that were connected at the end, but whose quit message did not reach the master in time; their
 *     last statistics may be missing too
 * @param allGone whether the master stopped the load because no worker was left; it does not start it again if one returns
 * @param busyWorkers workers that used more than 90 % of a CPU, with the time from the start of the load until the first
 *     warning, which may be negative
 * @param masterBusy the same time for the master; absent if it did not use more than 90 % of a CPU
 * @param otherVersions versions of workers that differ so much that Locust warns, by worker
 * @param gaveUpWaiting whether the master ended because too few workers reported
 * @param usersSpawned number of users at the end of the ramp; absent if the ramp did not end
 * @param ramp time from the start of the load to the end of the first ramp; absent if one of them is not in the log
 * @param statsResets how often the master reset its statistics because all users were started ({@code --reset-stats})
 * @param shape whether a LoadTestShape of the locustfile controlled the load instead of users, spawn rate and run time
 * @param shapeEnded whether the shape ended the load
 * @param began whether the load began
 * @param silent whether the log has no line of a running master: the locustfile can configure logging so that Locust's lines
 *     are not in it, and then a missing line means nothing
 * @param loadLength time from the start of the test, which may be long before the first user, until the load was told to end;
 *     absent if one of them is not in the log
 * @param exitCode exit code that the master announced; absent if it did not get that far
 * @param printedRequests number of requests in the last table of the log, if there is one
 * @param telemetryMissing what Locust reports it lacks for {@code --otel}; absent if it lacks nothing
 * @param lastError the last error, if there is one
 */
public record MasterLog(
        @CheckForNull String version,
        List<String> ready,
        Map<String, Duration> missing,
        List<String> returned,
        Map<String, Duration> quitEarly,
        List<String> silentAtEnd,
        boolean allGone,
        Map<String, Duration> busyWorkers,
        @CheckForNull Duration masterBusy,
        Map<String, String> otherVersions,
        boolean gaveUpWaiting,
        @CheckForNull Integer usersSpawned,
        @CheckForNull Duration ramp,
        int statsResets,
        boolean shape,
        boolean shapeEnded,
        boolean began,
        boolean silent,
        @CheckForNull Duration loadLength,
        @CheckForNull Integer exitCode,
        @CheckForNull Long printedRequests,
        @CheckForNull String telemetryMissing,
        @CheckForNull String lastError) {

    /**
     * Reads the log of a master of Locust 2.12.0 to 2.47.0.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if it cannot be read
     */
    public static MasterLog read(Path file) {
        MasterLogReader reader = new MasterLogReader();
        LogLines.read(file, reader::line);
        return reader.log();
    }

    /**
     * Reads the log of a master, as {@link #read(Path)} does.
     *
     * @param text the content of the log; this method closes it
     * @param file the name of the file for error messages
     */
    public static MasterLog read(InputStream text, String file) {
        MasterLogReader reader = new MasterLogReader();
        LogLines.read(text, file, reader::line);
        return reader.log();
    }
}
