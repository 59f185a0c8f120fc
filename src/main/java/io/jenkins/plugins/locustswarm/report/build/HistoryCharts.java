package io.jenkins.plugins.locustswarm.report.build;

import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.report.chart.RunCharts;
import io.jenkins.plugins.locustswarm.report.chart.TimeLine;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.kohsuke.stapler.HttpResponse;

/** Streams an archived history into charts over the run's time. */
final class HistoryCharts {

    /** More than a screen is wide would not be seen. */
    private static final int POINTS = 600;

    private static final int SECONDS_TO_KEEP = 600;

    /** What is answered instead of charts. */
    private record Problem(String problem) {
        /** Read by Jackson. */
        public String getProblem() {
            return problem;
        }
    }

    private interface Reader {
        void read(InputStream bytes, String file, Consumer<HistoryRow> row);
    }

    private final ArchivedResults archive;
    private final Reader reader;

    private HistoryCharts(ArchivedResults archive, Reader reader) {
        this.archive = archive;
        this.reader = reader;
    }

    /** Of all names together. */
    static HistoryCharts all(ArchivedResults archive) {
        return new HistoryCharts(archive, HistoryCsv::readAggregated);
    }

    /** Of that request name. */
    static HistoryCharts of(ArchivedResults archive, RequestName name) {
        return new HistoryCharts(archive, (bytes, file, row) -> HistoryCsv.read(bytes, file, name, row));
    }

    /** The charts, or why there are none. */
    HttpResponse answer() {
        Object model = model();
        boolean stays = model instanceof RunCharts && !archive.mayChange();
        return new JsonText(JsonText.of(model), stays ? SECONDS_TO_KEEP : 0);
    }

    private Object model() {
        if (!archive.mayRead()) {
            return new Problem("You may not see the artifacts of this build.");
        }
        TimeLine line = new TimeLine(POINTS);
        try {
            Optional<InputStream> bytes = archive.open(RunResults.HISTORY);
            if (bytes.isEmpty()) {
                return new Problem("The file with the history of this run is not among the artifacts.");
            }
            reader.read(bytes.get(), archive.describe(RunResults.HISTORY), line);
        } catch (IOException | SwarmException e) {
            return new Problem(e.getMessage());
        }
        RunCharts charts = RunCharts.of(line);
        return charts.users().size() == 0 ? new Problem("The run's history has no figures.") : charts;
    }
}
