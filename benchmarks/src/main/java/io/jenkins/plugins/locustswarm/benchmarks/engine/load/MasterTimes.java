package io.jenkins.plugins.locustswarm.benchmarks.engine.load;

import io.jenkins.plugins.locustswarm.benchmarks.run.LocustLogTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Times in the log of Locust's master.
 *
 * @param register seconds from the first worker that reported to the last one
 * @param spawn seconds from the start of the test until all users were spawned; until the end, if that was before
 * @param late seconds from the end of the run time until Locust ended, although it may not have noticed the end itself
 * @param missing number of workers that the master counted as missing
 */
record MasterTimes(double register, double spawn, double late, int missing) {

    /** @param runTime run time of the load */
    static MasterTimes read(Path log, Duration runTime) throws IOException {
        List<String> lines = Files.readAllLines(log);
        int missing = (int) lines.stream()
                .filter(line -> line.contains("failed to send heartbeat"))
                .count();
        String end = last(lines, "Shutting down (exit code");
        String spawned = lines.stream()
                .filter(line -> line.contains("All users spawned"))
                .findFirst()
                .orElse(end);
        return new MasterTimes(
                seconds(first(lines, "reported as ready"), last(lines, " workers connected")),
                seconds(first(lines, "Sending spawn jobs"), spawned),
                seconds(first(lines, "Run time limit set to"), end) - runTime.toSeconds(),
                missing);
    }

    private static double seconds(String from, String to) {
        return Duration.between(LocustLogTime.of(from), LocustLogTime.of(to)).toMillis() / 1e3;
    }

    private static String first(List<String> lines, String words) {
        return lines.stream()
                .filter(line -> line.contains(words))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No line of the master says: " + words));
    }

    private static String last(List<String> lines, String words) {
        return lines.stream()
                .filter(line -> line.contains(words))
                .reduce((one, other) -> other)
                .orElseThrow(() -> new IllegalStateException("No line of the master says: " + words));
    }
}
