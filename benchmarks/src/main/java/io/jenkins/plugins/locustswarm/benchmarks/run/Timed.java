package io.jenkins.plugins.locustswarm.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that ended with exit code 0.
 *
 * @param seconds from its start to its end
 * @param out what it said, on both of its outputs
 */
public record Timed(double seconds, String out) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Work to measure. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** Returns the duration of the work in seconds. */
    public static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** @throws IllegalStateException when it ends with another exit code than 0, or not at all */
    public static Timed process(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Path said = Files.createTempFile(folder, "said", ".txt");
        long start = System.nanoTime();
        Process process = builder.redirectOutput(said.toFile()).start();
        try {
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            String out = Files.readString(said, UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command)
                        + (ended ? " ended with " + process.exitValue() : " did not end") + ": " + out);
            }
            return new Timed(seconds, out);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
