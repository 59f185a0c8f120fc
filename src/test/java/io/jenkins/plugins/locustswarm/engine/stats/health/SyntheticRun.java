package io.jenkins.plugins.locustswarm.engine.stats.health;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Writes a run of two workers that went well, with the log and the history that a test wants. */
final class SyntheticRun {

    private SyntheticRun() {}

    /**
     * Writes a run into a folder, and returns its own folder.
     *
     * @param length of the load, in seconds, by the master's log
     * @param firstRow the second of the first row of the history
     * @param users the number of users in each row, from 0 on
     * @param rows the number of rows
     */
    static Path in(Path folder, int length, int firstRow, IntToLongFunction users, int rows) throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        for (String file : List.of(RunResults.STATS, RunResults.FAILURES, RunResults.EXCEPTIONS)) {
            Files.copy(RecordedRun.file("2.46.3-ok", file), run.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        String line = "[2026-11-24 06:50:%02d,000] vm/INFO/locust.runners: %s\n";
        Files.writeString(
                run.resolve(RunResults.MASTER_LOG),
                line.formatted(0, "vm_1 (index 0) reported as ready. 1 workers connected.")
                        + line.formatted(0, "vm_2 (index 1) reported as ready. 2 workers connected.")
                        + line.formatted(0, "Sending spawn jobs of users")
                        + line.formatted(length, "--run-time limit reached, shutting down")
                        + line.formatted(length, "Worker 'vm_1' (index 0) quit. 1 workers ready.")
                        + line.formatted(length, "Worker 'vm_2' (index 1) quit. 0 workers ready.")
                        + line.formatted(length, "Shutting down (exit code 0)"));
        for (String log : List.of("worker-1.log", "worker-2.log")) {
            Files.writeString(
                    run.resolve(log), line.formatted(length, "Got quit message from master, shutting down..."));
        }
        StringBuilder history =
                new StringBuilder("Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,Total Request"
                        + " Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total"
                        + " Min Response"
                        + " Time,Total Max Response Time,Total Average Content Size\r\n");
        for (int second = 0; second < rows; second++) {
            history.append(Runs.BEGAN.plusSeconds(firstRow + second).getEpochSecond() + "," + users.applyAsLong(second)
                    + ",,Aggregated,1,0,5," + Math.min(second, length) + ",0,5,5,5,5,2\r\n");
        }
        Files.writeString(run.resolve(RunResults.HISTORY), history);
        return run;
    }
}
