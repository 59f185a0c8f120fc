package io.jenkins.plugins.locustswarm.benchmarks.engine.load;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.benchmarks.run.LocustLogTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Times in the log of Locust's master.
 *
 * @param register seconds from the first worker that reported to the last one
 * @param spawn seconds from the start of the test until all users were spawned; until the end, if that was before; absent if
 *     Locust did not get that far
 * @param late seconds from the end of the run time until Locust ended; absent if it did not notice the end, so that the swarm
 *     ended it
 * @param missing number of workers that the master counted as missing
 */
record MasterTimes(
        double register,
        @CheckForNull Double spawn,
        @CheckForNull Double late,
        int missing) {

    private static final String WORKERS = " workers connected";

    /** @param runTime run time of the load */
    static MasterTimes read(Path log, Duration runTime) throws IOException {
        List<String> lines = Files.readAllLines(log);
        int missing = (int) lines.stream()
                .filter(line -> line.contains("failed to send heartbeat"))
                .count();
        Optional<String> end = last(lines, "Shutting down (exit code");
        Optional<String> spawned = find(lines, "All users spawned").or(() -> end);
        String started = first(lines, "Sending spawn jobs");
        String limit = first(lines, "Run time limit set to");
        return new MasterTimes(
                seconds(first(lines, "reported as ready"), last(lines, WORKERS).orElseThrow(() -> missing(WORKERS))),
                spawned.map(line -> seconds(started, line)).orElse(null),
                end.map(line -> seconds(limit, line) - runTime.toSeconds()).orElse(null),
                missing);
    }

    private static double seconds(String from, String to) {
        return Duration.between(LocustLogTime.of(from), LocustLogTime.of(to)).toMillis() / 1e3;
    }

    private static String first(List<String> lines, String words) {
        return find(lines, words).orElseThrow(() -> missing(words));
    }

    private static Optional<String> find(List<String> lines, String words) {
        return lines.stream().filter(line -> line.contains(words)).findFirst();
    }

    private static Optional<String> last(List<String> lines, String words) {
        return lines.stream().filter(line -> line.contains(words)).reduce((one, other) -> other);
    }

    private static IllegalStateException missing(String words) {
        return new IllegalStateException("No line of the master says: " + words);
    }
}
