package io.jenkins.plugins.locustswarm.report;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Summaries of recorded runs. */
public final class Summaries {

    private static final Instant BEGAN = Instant.parse("2026-11-24T06:50:00Z");

    private Summaries() {}

    /** The run in that folder, for which two workers and so many users were asked. */
    public static RunSummary of(Path folder) {
        return of(folder, null);
    }

    public static RunSummary of(Path folder, String note) {
        return RunResults.read(
                folder,
                RunFacts.of("kandu", "local")
                        .locustfile("typical_load.py")
                        .host("http://127.0.0.1:8080")
                        .users(4)
                        .spawnRate(4.0)
                        .runTime(Duration.ofSeconds(8))
                        .note(note)
                        .lasted(BEGAN, BEGAN.plusSeconds(8))
                        .workers(2, 2, 2)
                        .exitCode(0)
                        .build());
    }

    public static RunSummary of(String recorded) {
        return of(RecordedRun.folder(recorded));
    }

    public static RunSummary judged(RunSummary summary, RunSummary baseline, String... gates) {
        return Gates.judge(gates(gates), summary, baseline, MissingBaseline.MISSES_GATE);
    }

    public static List<Gate> gates(String... texts) {
        return Arrays.stream(texts).map(Gate::parse).toList();
    }

    /** A copy of a recorded run: publishing writes into the folder. */
    public static Path copy(String recorded, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(RecordedRun.folder(recorded))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        return folder;
    }

    /** The same of a run whose users raised no exception, whatever the recorded run has. */
    public static Path copyWithoutExceptions(String recorded, Path folder) throws IOException {
        copy(recorded, folder);
        Files.writeString(folder.resolve(RunResults.EXCEPTIONS), "Count,Message,Traceback,Nodes\r\n");
        return folder;
    }
}
