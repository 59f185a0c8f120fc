package io.jenkins.plugins.locustswarm.engine.locust;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a master's log says of a run. Workers are named by Locust's ids: the host's name and a random part.
 *
 * @param version of Locust; null when the log does not say
 * @param ready workers that reported, in that order
 * @param missing workers that stopped answering and did not come back, and how long after the load began; they were
 *     dead some seconds before
 * @param returned workers that stopped answering and came back
 * @param quitEarly workers that said goodbye while the load went on
 * @param silentAtEnd workers that were there at the end and whose goodbye did not reach the master in time, nor,
 *     perhaps, their last statistics
 * @param allGone whether the master stopped the load because no worker was left; it does not start it again when one
 *     comes back
 * @param hotWorkers workers that used more than 90 % of a CPU
 * @param hotMaster whether the master did
 * @param otherVersions versions of workers that differ so much that Locust warns, by worker
 * @param gaveUpWaiting whether the master ended because too few workers came
 * @param usersSpawned users running when the ramp was over; null when it never was
 * @param ramp from the beginning of the load to the end of the first ramp; null when one is not known
 * @param shape whether a LoadTestShape of the locustfile led the load, and not users, spawn rate and run time
 * @param shapeEnded whether the shape itself ended the load
 * @param began whether the load began
 * @param silent whether it shows no line of a master that works: a logging configuration of the locustfile's own can keep
 *     Locust's lines out of it, and then it tells of nothing that it did not happen
 * @param loadLength from the start of the test, which its first user can follow much later, to the moment at which the load was
 *     told to end; null when one is not known
 * @param exitCode the one that the master says it ends with; null when it did not come to that
 * @param printedRequests requests in the last table that the log shows; null when it shows none
 * @param lastError the newest error; null when there is none
 */
public record MasterLog(
        String version,
        List<String> ready,
        Map<String, Duration> missing,
        List<String> returned,
        List<String> quitEarly,
        List<String> silentAtEnd,
        boolean allGone,
        List<String> hotWorkers,
        boolean hotMaster,
        Map<String, String> otherVersions,
        boolean gaveUpWaiting,
        Integer usersSpawned,
        Duration ramp,
        boolean shape,
        boolean shapeEnded,
        boolean began,
        boolean silent,
        Duration loadLength,
        Integer exitCode,
        Long printedRequests,
        String lastError) {

    /**
     * Reads the file, of Locust 2.12.0 to 2.47.0.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when it cannot be read
     */
    public static MasterLog read(Path file) {
        MasterLogReader reader = new MasterLogReader();
        LogLines.read(file, reader::line);
        return reader.log();
    }
}
