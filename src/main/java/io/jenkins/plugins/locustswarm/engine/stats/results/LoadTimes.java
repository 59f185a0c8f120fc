package io.jenkins.plugins.locustswarm.engine.stats.results;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** When the load of a run began and ended, as its history tells where nothing else does. */
final class LoadTimes {

    private Instant began;
    private Instant ended;

    private LoadTimes() {}

    /** All that is known of a run of which there are only files; a history that cannot be read tells nothing. */
    static RunFacts in(LocustFiles files) {
        LoadTimes times = new LoadTimes();
        Path history = files.file(RunResults.HISTORY);
        if (Files.exists(history)) {
            try {
                HistoryCsv.readAggregated(history, times::accept);
            } catch (BadInputException e) {
                // whoever reads the results says so
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
