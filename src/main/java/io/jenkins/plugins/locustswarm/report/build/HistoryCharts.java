package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.results.LoadEvents;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.report.chart.ChartMark;
import io.jenkins.plugins.locustswarm.report.chart.LoadSpan;
import io.jenkins.plugins.locustswarm.report.chart.RunCharts;
import io.jenkins.plugins.locustswarm.report.chart.TimeLine;
import io.jenkins.plugins.locustswarm.report.timeline.GateThresholds;
import io.jenkins.plugins.locustswarm.report.timeline.RunMarks;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.HttpResponse;

/** Creates the charts of a run over time from an archived history, with those of the run that it is compared with. */
final class HistoryCharts {

    private static final Logger LOGGER = Logger.getLogger(HistoryCharts.class.getName());

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

    private final ArchivedResults archive;
    private final RunSummary run;
    private final RequestName requests;
    private final @CheckForNull OtherRun baseline;

    /**
     * @param run the run whose files are in the archive
     * @param requests all requests, or those of one name
     * @param baseline the run to compare with; absent if there is none that the user may read
     */
    HistoryCharts(ArchivedResults archive, RunSummary run, RequestName requests, @CheckForNull OtherRun baseline) {
        this.archive = archive;
        this.run = run;
        this.requests = requests;
        this.baseline = baseline;
    }

    /** Returns the charts as JSON, or the reason why there are none. */
    HttpResponse answer() {
        Object model = model();
        boolean isFinal = model instanceof RunCharts && !archive.mayChange();
        return new JsonText(JsonText.of(model), isFinal ? MAX_AGE : 0);
    }

    private Object model() {
        if (!archive.mayRead()) {
            return new Problem(Messages.HistoryCharts_forbidden());
        }
        GateThresholds gates = new GateThresholds(run.gates(), requests);
        LoadSpan load = new LoadSpan(run.startedAt(), run.endedAt());
        TimeLine line = new TimeLine(POINTS, load, gates.percentiles());
        try {
            if (!read(archive, line)) {
                return new Problem(Messages.HistoryCharts_missing());
            }
            if (line.seconds() == 0) {
                return new Problem(Messages.HistoryCharts_empty());
            }
            RunCharts charts = RunCharts.of(line).withMarks(marks(line)).withThresholds(gates.thresholds());
            return baseline == null ? charts : withBaseline(charts, baseline, gates.percentiles());
        } catch (IOException | SwarmException e) {
            return new Problem(e.getMessage());
        }
    }

    /** The history of one name begins with its first request, when all users may have been there for long. */
    private List<ChartMark> marks(TimeLine line) throws IOException {
        return RunMarks.of(run, line, events()).stream()
                .filter(mark -> mark.kind() != ChartMark.Kind.ALL_USERS || requests.equals(RequestName.AGGREGATED))
                .toList();
    }

    /** Returns false if there is no history. */
    private boolean read(ArchivedResults from, TimeLine line) throws IOException {
        Optional<InputStream> bytes = from.open(RunResults.HISTORY);
        if (bytes.isEmpty()) {
            return false;
        }
        HistoryCsv.read(bytes.get(), from.describe(RunResults.HISTORY), requests, line);
        return true;
    }

    /** The charts are shown even if the log cannot be read. */
    private LoadEvents events() {
        try {
            Optional<InputStream> log = archive.open(RunResults.MASTER_LOG);
            return log.isEmpty()
                    ? LoadEvents.NONE
                    : LoadEvents.read(log.get(), archive.describe(RunResults.MASTER_LOG));
        } catch (IOException | SwarmException e) {
            LOGGER.log(Level.FINE, "The log of a master cannot be read; the charts have no marks from it", e);
            return LoadEvents.NONE;
        }
    }

    /** The charts of the run are shown even if those of the other run cannot be read. */
    private RunCharts withBaseline(RunCharts charts, OtherRun other, Set<String> percentiles) {
        TimeLine line = new TimeLine(POINTS, other.load(), percentiles);
        try {
            ArchivedResults files = other.archive();
            return files.mayRead() && read(files, line) && line.seconds() > 0
                    ? charts.withBaseline(other.name(), RunCharts.of(line))
                    : charts;
        } catch (IOException | SwarmException e) {
            LOGGER.log(Level.FINE, e, () -> "The history of " + other.name() + " cannot be read; it is not shown");
            return charts;
        }
    }
}
