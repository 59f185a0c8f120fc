package io.jenkins.plugins.locustswarm.benchmarks.run;

import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The number of rounds, and the folder for temporary files.
 *
 * @param rounds of each comparison
 */
public record Bench(int rounds) {

    /** An empty folder below {@code benchmarks/target}, which the run deletes at its end. */
    public Path folder(String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(scratch()), name);
    }

    static Path scratch() {
        return Repository.path("benchmarks/target/scratch");
    }

    /** Prints the current step on standard error. */
    public void say(String words) {
        System.err.println("benchmarks: " + words);
    }
}
