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

/** Creates the charts of a run over time from an archived history. */
final class HistoryCharts {

    /** A screen is not wide enough for more. */
    private static final int POINTS = 600;

    /** Seconds. */
    private static final int MAX_AGE = 600;

    /** The response without charts. */
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

    /** Creates charts of all requests. */
    static HistoryCharts all(ArchivedResults archive) {
        return new HistoryCharts(archive, HistoryCsv::readAggregated);
    }

    /** Creates charts of one request name. */
    static HistoryCharts of(ArchivedResults archive, RequestName name) {
        return new HistoryCharts(archive, (bytes, file, row) -> HistoryCsv.read(bytes, file, name, row));
    }

    /** Returns the charts as JSON, or the reason why there are none. */
    HttpResponse answer() {
        Object model = model();
        boolean isFinal = model instanceof RunCharts && !archive.mayChange();
        return new JsonText(JsonText.of(model), isFinal ? MAX_AGE : 0);
    }

    private Object model() {
        if (!archive.mayRead()) {
            return new Problem("You do not have permission to read the artifacts of this build.");
        }
        TimeLine line = new TimeLine(POINTS);
        try {
            Optional<InputStream> bytes = archive.open(RunResults.HISTORY);
            if (bytes.isEmpty()) {
                return new Problem("The artifacts do not contain the history of this run.");
            }
            reader.read(bytes.get(), archive.describe(RunResults.HISTORY), line);
        } catch (IOException | SwarmException e) {
            return new Problem(e.getMessage());
        }
        RunCharts charts = RunCharts.of(line);
        return charts.users().size() == 0 ? new Problem("The history of this run has no figures.") : charts;
    }
}
