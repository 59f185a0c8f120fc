package io.jenkins.plugins.locustswarm.engine.stats;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.RunFactsBuilder;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Recorded runs, with the facts that a swarm would have known of them. */
public final class Runs {

    public static final Instant BEGAN = Instant.parse("2026-11-24T06:50:00Z");

    private Runs() {}

    /** A run that was asked for on that many workers, a process each, and that ended with exit code 0 as asked. */
    public static RunFactsBuilder facts(int users, int seconds, int workers) {
        return RunFacts.of("kandu", "local")
                .locustfile("typical_load.py")
                .host("http://127.0.0.1:8080")
                .users(users)
                .spawnRate((double) users)
                .runTime(Duration.ofSeconds(seconds))
                .lasted(BEGAN, BEGAN.plusSeconds(seconds))
                .workers(workers, workers, workers)
                .exitCode(0);
    }

    public static List<HealthFinding> health(String run, RunFactsBuilder facts) {
        return RunResults.read(RecordedRun.folder(run), facts.build()).health();
    }

    public static List<HealthFinding> health(Path folder, RunFactsBuilder facts) {
        return RunResults.read(folder, facts.build()).health();
    }

    /** A copy of a recorded run, to be changed. */
    public static Path copy(String run, Path folder) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(run));
        try (Stream<Path> files = Files.list(RecordedRun.folder(run))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }

    /** Changes a file of a copied run. */
    public static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " has no " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }
}
