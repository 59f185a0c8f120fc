package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A run over time, from the start of its load. The script of the page reads the components by name.
 *
 * @param secondsPerPoint the seconds that a point covers: the maximum of users and response times, the mean of the rates
 * @param lines percentiles of the response time, the rates, and the users; rates are derived from the differences of Locust's
 *     total counts
 * @param marks events, in the order of their times
 * @param thresholds thresholds of gates
 * @param baseline the run to compare with; absent if there is none
 */
@Restricted(NoExternalUse.class)
public record RunCharts(
        long secondsPerPoint,
        List<ChartLine> lines,
        List<ChartMark> marks,
        List<ChartThreshold> thresholds,
        @CheckForNull BaselineCharts baseline) {

    /** Creates the charts; without points if the time line is empty. */
    public static RunCharts of(TimeLine line) {
        List<ChartLine> lines = new ArrayList<>();
        for (int i = 0; i < line.headings().size(); i++) {
            int index = i;
            String id = ChartLine.percentile(line.headings().get(i));
            lines.add(ChartLine.rounded(id, figures(line, point -> point.percentile(index))));
        }
        lines.add(ChartLine.rounded(ChartLine.REQUESTS, line.requestsPerSecond()));
        lines.add(ChartLine.rounded(ChartLine.FAILURES, line.failuresPerSecond()));
        lines.add(ChartLine.rounded(ChartLine.USERS, figures(line, point -> (double) point.users())));
        return new RunCharts(line.secondsPerPoint(), List.copyOf(lines), List.of(), List.of(), null);
    }

    private static List<Double> figures(TimeLine line, Function<TimePoint, Double> figure) {
        List<Double> figures = new ArrayList<>();
        line.points().forEach(point -> figures.add(point == null ? null : figure.apply(point)));
        return figures;
    }

    /** Returns a copy with these events. */
    public RunCharts withMarks(List<ChartMark> events) {
        return new RunCharts(secondsPerPoint, lines, List.copyOf(events), thresholds, baseline);
    }

    /** Returns a copy with these thresholds. */
    public RunCharts withThresholds(List<ChartThreshold> limits) {
        return new RunCharts(secondsPerPoint, lines, marks, List.copyOf(limits), baseline);
    }

    /**
     * Returns a copy with the lines of another run.
     *
     * @param name what people call that run
     */
    public RunCharts withBaseline(String name, RunCharts other) {
        BaselineCharts lined = new BaselineCharts(name, other.secondsPerPoint, other.lines);
        return new RunCharts(secondsPerPoint, lines, marks, thresholds, lined);
    }
}
