package io.jenkins.plugins.locustswarm.report.chart;

import edu.hm.hafner.echarts.line.LineSeries;
import edu.hm.hafner.echarts.line.LineSeries.FilledMode;
import edu.hm.hafner.echarts.line.LineSeries.StackedMode;
import edu.hm.hafner.echarts.line.LinesChartModel;
import io.jenkins.plugins.echarts.JenkinsPalette;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The charts of a run over time. The script of the page reads the components by name.
 *
 * @param secondsPerPoint the seconds that a point covers
 * @param users simulated users
 * @param rates requests and failures per second, derived from the differences of Locust's total counts
 * @param times percentiles of the response time, in ms
 */
@Restricted(NoExternalUse.class)
public record RunCharts(long secondsPerPoint, LinesChartModel users, LinesChartModel rates, LinesChartModel times) {

    private static final List<JenkinsPalette> TIMES =
            List.of(JenkinsPalette.BLUE, JenkinsPalette.ORANGE, JenkinsPalette.RED);

    /** Creates the charts; without points if the time line is empty. */
    public static RunCharts of(TimeLine line) {
        List<TimePoint> points = line.points();
        List<String> labels = line.labels();
        LinesChartModel users = chart(labels, series("Users", JenkinsPalette.GREEN, FilledMode.FILLED, points, point ->
                (double) point.users()));
        LinesChartModel rates = chart(
                labels,
                series("Requests/s", JenkinsPalette.BLUE, FilledMode.LINES, line.requestsPerSecond()),
                series("Failures/s", JenkinsPalette.RED, FilledMode.LINES, line.failuresPerSecond()));
        List<LineSeries> times = new ArrayList<>();
        for (int i = 0; i < line.headings().size(); i++) {
            int index = i;
            times.add(series(
                    name(line.headings().get(i)),
                    TIMES.get(i),
                    FilledMode.LINES,
                    points,
                    point -> point.percentile(index)));
        }
        return new RunCharts(line.secondsPerPoint(), users, rates, chart(labels, times.toArray(new LineSeries[0])));
    }

    /** Returns the usual name of a percentile, such as {@code p95}. */
    private static String name(String heading) {
        return "50%".equals(heading) ? "Median" : "p" + heading.substring(0, heading.length() - 1);
    }

    private static LinesChartModel chart(List<String> labels, LineSeries... series) {
        LinesChartModel model = new LinesChartModel(labels, List.of());
        model.setDomainAxisItemName("Time");
        model.useContinuousRangeAxis();
        model.addSeries(series);
        AxisRange.fit(model);
        return model;
    }

    private static LineSeries series(
            String name,
            JenkinsPalette color,
            FilledMode mode,
            List<TimePoint> points,
            Function<TimePoint, Double> figure) {
        List<Double> figures = new ArrayList<>();
        points.forEach(point -> figures.add(point == null ? null : figure.apply(point)));
        return series(name, color, mode, figures);
    }

    private static LineSeries series(String name, JenkinsPalette color, FilledMode mode, List<Double> figures) {
        List<Double> rounded = new ArrayList<>();
        figures.forEach(figure -> rounded.add(Rounding.of(figure)));
        return new LineSeries(name, color.normal(), StackedMode.SEPARATE_LINES, mode, rounded);
    }
}
