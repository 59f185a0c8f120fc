package io.jenkins.plugins.locustswarm.engine.stats.results;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * The events of a swarm during a load, from the log of its master. Times are from the start of the load.
 *
 * @param workersLost when the master noticed that a worker was lost, a few seconds later; in this order
 * @param workersBusy when the master was first told that a worker used more than 90 % of its CPU; in this order
 * @param masterBusy when the master first used more than 90 % of its CPU; absent if it did not
 */
public record LoadEvents(
        List<Duration> workersLost,
        List<Duration> workersBusy,
        @CheckForNull Duration masterBusy) {

    /** Nothing happened, or nothing is known. */
    public static final LoadEvents NONE = new LoadEvents(List.of(), List.of(), null);

    /** Bytes. The log of a master is smaller, unless the locustfile logs much in it. */
    private static final int MAX_LOG = 8_000_000;

    public LoadEvents {
        workersLost = List.copyOf(workersLost);
        workersBusy = List.copyOf(workersBusy);
    }

    /**
     * Reads the first 8 MB of a log. Events whose time it does not show are left out.
     *
     * @param text the content of the log; this method closes it
     * @param file the name of the file for error messages
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if it cannot be read
     * @throws IOException if it cannot be opened
     */
    public static LoadEvents read(InputStream text, String file) throws IOException {
        MasterLog log = MasterLog.read(beginning(text), file);
        List<Duration> lost = new ArrayList<>(log.workers().missing().values());
        lost.addAll(log.workers().quitEarly().values());
        return new LoadEvents(
                during(lost),
                during(log.workers().busy().values()),
                isDuring(log.masterBusy()) ? log.masterBusy() : null);
    }

    private static InputStream beginning(InputStream text) throws IOException {
        return BoundedInputStream.builder()
                .setInputStream(text)
                .setMaxCount(MAX_LOG)
                .get();
    }

    private static List<Duration> during(Collection<Duration> times) {
        return times.stream()
                .filter(LoadEvents::isDuring)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static boolean isDuring(@CheckForNull Duration time) {
        return time != null && time.compareTo(Duration.ZERO) > 0;
    }
}
