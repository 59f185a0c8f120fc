package io.jenkins.plugins.locustswarm.engine.stats.results;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** When the load of a run began and ended, from its history, for runs without other evidence. */
final class LoadTimes {

    @CheckForNull
    private Instant began;

    @CheckForNull
    private Instant ended;

    private LoadTimes() {}

    /** Returns the facts of a run from its files only. A history that cannot be read is ignored. */
    static RunFacts in(LocustFiles files) {
        LoadTimes times = new LoadTimes();
        Path history = files.file(RunResults.HISTORY);
        if (Files.exists(history)) {
            try {
                HistoryCsv.readAggregated(history, times::accept);
            } catch (BadInputException e) {
                // RunResults reports it when it reads the history
            }
        }
        return RunFacts.of(null, null).lasted(times.began, times.ended).build();
    }

    private void accept(HistoryRow row) {
        if (row.users() > 0) {
            ended = Instant.ofEpochSecond(row.timestamp());
            began = began == null ? ended : began;
        }
    }
}
