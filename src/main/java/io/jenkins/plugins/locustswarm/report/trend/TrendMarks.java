package io.jenkins.plugins.locustswarm.report.trend;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.trend.Change;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.engine.trend.Trend;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The marks in a trend chart. Its JSON is what the script of the page reads.
 *
 * @param changes the changes of the figures of the chart, the most certain first
 * @param notCompared the builds that are not compared with the others, with the reason
 * @param notes what people wrote about builds
 * @param thresholds the absolute gates of the newest build
 */
record TrendMarks(
        List<ChangeMark> changes, List<BuildMark> notCompared, List<BuildMark> notes, List<ThresholdMark> thresholds) {

    TrendMarks {
        changes = List.copyOf(changes);
        notCompared = List.copyOf(notCompared);
        notes = List.copyOf(notes);
        thresholds = List.copyOf(thresholds);
    }

    /**
     * A change.
     *
     * @param metric the id of the metric
     * @param build the first build after it
     * @param label the metric and the size
     * @param text the change in words, with the figures before and after
     * @param worse whether it is a change for the worse
     * @param rise whether the figure rose
     */
    record ChangeMark(String metric, int build, String label, String text, boolean worse, boolean rise) {}

    /**
     * A build about which there is something to say.
     *
     * @param text untrusted text
     */
    record BuildMark(int build, String text) {}

    /**
     * Finds the marks of a request name.
     *
     * @param history builds whose rows contain the name
     * @param request the name, or all requests together
     * @param thresholds the absolute gates on the name
     */
    static TrendMarks of(TestHistory history, RequestName request, List<ThresholdMark> thresholds) {
        List<PastRun> runs =
                history.runs().stream().map(run -> only(run, request)).toList();
        Trend trend = Trend.of(runs);
        return new TrendMarks(
                trend.changes().stream()
                        .sorted(Comparator.comparingDouble(Change::pValue))
                        .flatMap(change -> mark(history, change).stream())
                        .toList(),
                trend.leftOut().stream()
                        .filter(run -> isDrawn(runs, run.index()))
                        .map(run -> new BuildMark(number(history, run.index()), TrendChanges.reason(run)))
                        .toList(),
                trend.notes().stream()
                        .filter(note -> isDrawn(runs, note.index()))
                        .map(note -> new BuildMark(number(history, note.index()), note.text()))
                        .toList(),
                thresholds);
    }

    /** Changes of other names are not marked, and looking for them takes long. */
    private static PastRun only(PastRun run, RequestName request) {
        NameStats row = run.rows().get(request);
        return new PastRun(
                run.label(),
                run.conditions(),
                run.faults(),
                row == null ? Map.of() : Map.of(request, row),
                run.accepted(),
                run.note());
    }

    /** A build without the name is not part of the chart, which would show its mark at the next build. */
    private static boolean isDrawn(List<PastRun> runs, int index) {
        return !runs.get(index).rows().isEmpty();
    }

    private static int number(TestHistory history, int index) {
        return history.tests().get(index).build();
    }

    /** Returns the mark of a change; empty if the chart does not show its figure. */
    private static Optional<ChangeMark> mark(TestHistory history, Change change) {
        Difference difference = change.difference();
        String id = difference.figure().toString();
        return Arrays.stream(TrendMetric.values())
                .filter(metric -> metric.id().equals(id))
                .findFirst()
                .map(metric -> {
                    FigureFormat format = new FigureFormat();
                    String size = format.change(difference.ratio());
                    String before = format.followed(id, difference.before());
                    String after = format.followed(id, difference.after());
                    return new ChangeMark(
                            id,
                            number(history, change.index()),
                            Messages.TrendMarks_label(metric.title(), size),
                            difference.isWorse()
                                    ? Messages.TrendMarks_worse(metric.title(), size, before, after)
                                    : Messages.TrendMarks_better(metric.title(), size, before, after),
                            difference.isWorse(),
                            difference.after() > difference.before());
                });
    }
}
