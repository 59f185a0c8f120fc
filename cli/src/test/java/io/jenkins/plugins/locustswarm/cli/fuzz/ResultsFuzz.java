package io.jenkins.plugins.locustswarm.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.FailureCount;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.csv.ExceptionsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.results.LoadEvents;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** Files that a master or a worker left: of a locustfile, of a target, or of a machine that another person controls. */
class ResultsFuzz {

    private static final RunFacts FACTS = Runs.facts(20, 20, 1).build();
    private static final ResultsFolder FOLDER = new ResultsFolder();

    /** What is done with a whole folder takes milliseconds: while inputs are searched for, only every 256th gets so far. */
    private static final int WHOLE = System.getenv("JAZZER_FUZZ") == null ? 1 : 256;

    private static final int KEPT = 20;

    @FuzzTest(maxDuration = "")
    void statistics(byte[] content) {
        StatsCsv.readRunning(new String(content, UTF_8).lines().toList());
        if (isWhole(content)) {
            Path folder = FOLDER.with(RunResults.STATS, content);
            ResultsFolder.use(RunResults.read(folder, FACTS));
            accepted(() -> ResultsFolder.use(RunResults.readAny(folder))); // results without statistics are none
        }
    }

    /** The results of a Locust without a swarm take more from the history: the times of the run. */
    @FuzzTest(maxDuration = "")
    void history(byte[] content) {
        accepted(() -> HistoryCsv.readAggregated(
                stream(content), RunResults.HISTORY, row -> Instant.ofEpochSecond(row.timestamp())));
        if (isWhole(content)) {
            Path folder = FOLDER.with(RunResults.HISTORY, content);
            ResultsFolder.use(RunResults.read(folder, FACTS));
            ResultsFolder.use(RunResults.readAny(folder));
        }
    }

    @FuzzTest(maxDuration = "")
    void failures(byte[] content) {
        accepted(() -> FailuresCsv.mostFrequent(stream(content), RunResults.FAILURES, KEPT)
                .map(failure ->
                        FailureCount.of(failure.occurrences(), failure.type(), failure.name(), failure.error())));
        if (isWhole(content)) {
            ResultsFolder.use(RunResults.readAny(FOLDER.with(RunResults.FAILURES, content)));
        }
    }

    @FuzzTest(maxDuration = "")
    void exceptions(byte[] content) {
        accepted(() -> ExceptionsCsv.mostFrequent(stream(content), RunResults.EXCEPTIONS, KEPT)
                .map(exception -> ExceptionCount.of(exception.count(), exception.message(), exception.traceback())
                        .kind()));
        if (isWhole(content)) {
            ResultsFolder.use(RunResults.readAny(FOLDER.with(RunResults.EXCEPTIONS, content)));
        }
    }

    @FuzzTest(maxDuration = "")
    void masterLog(byte[] content) throws IOException {
        LoadEvents.read(stream(content), RunResults.MASTER_LOG);
        if (isWhole(content)) {
            ResultsFolder.use(RunResults.read(FOLDER.with(RunResults.MASTER_LOG, content), FACTS));
        }
    }

    @FuzzTest(maxDuration = "")
    void workerLog(byte[] content) {
        Path folder = FOLDER.with("worker-1.log", content);
        WorkerLog.read(folder.resolve("worker-1.log"));
        if (isWhole(content)) {
            ResultsFolder.use(RunResults.read(folder, FACTS));
        }
    }

    private static boolean isWhole(byte[] content) {
        return Arrays.hashCode(content) % WHOLE == 0;
    }

    private static InputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private static void accepted(Runnable read) {
        try {
            read.run();
        } catch (BadInputException e) {
            // refused in a sentence
        }
    }
}
