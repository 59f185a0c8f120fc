package io.jenkins.plugins.locustswarm.engine.locust.log;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The facts about a run in the log of its master.
 *
 * @param version version of Locust
 * @param workers the workers
 * @param load the load
 * @param masterBusy time from the start of the load until the first warning that the master used more than 90 % of a CPU,
 *     which may be negative, and is zero if the log does not show it; absent if there is no such warning
 * @param gaveUpWaiting whether the master ended because too few workers reported
 * @param silent whether the log has no line of a running master: the locustfile can configure logging so that Locust's
 *     lines are not in it, and then a missing line means nothing
 * @param exitCode exit code that the master announced; absent if it did not get that far
 * @param printedRequests number of requests in the last table of the log, if there is one
 * @param telemetryMissing what Locust reports it lacks for {@code --otel}; absent if it lacks nothing
 * @param lastError the last error, if there is one
 */
public record MasterLog(
        @CheckForNull String version,
        LoggedWorkers workers,
        LoggedLoad load,
        @CheckForNull Duration masterBusy,
        boolean gaveUpWaiting,
        boolean silent,
        @CheckForNull Integer exitCode,
        @CheckForNull Long printedRequests,
        @CheckForNull String telemetryMissing,
        @CheckForNull String lastError) {

    /**
     * Returns the same log with the load in a time that does not depend on changes of the machine's clock.
     *
     * @param atMost how long the load can have lasted at most, by Unix time
     */
    public MasterLog withoutClockChange(Duration atMost) {
        return new MasterLog(
                version,
                workers,
                load.withoutClockChange(atMost),
                masterBusy,
                gaveUpWaiting,
                silent,
                exitCode,
                printedRequests,
                telemetryMissing,
                lastError);
    }

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
