package io.jenkins.plugins.locustswarm.report.chart;

import edu.hm.hafner.echarts.Build;
import edu.hm.hafner.echarts.BuildResult;
import edu.hm.hafner.echarts.ChartModelConfiguration;
import edu.hm.hafner.echarts.ChartModelConfiguration.AxisType;
import edu.hm.hafner.echarts.line.LineSeries;
import edu.hm.hafner.echarts.line.LineSeries.FilledMode;
import edu.hm.hafner.echarts.line.LineSeries.StackedMode;
import edu.hm.hafner.echarts.line.LinesChartModel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Creates a line chart of builds. Unlike the builder of the chart library, it leaves a gap for a build without a figure
 * instead of drawing 0, and it represents a day by its last build, since percentiles cannot be averaged.
 */
@Restricted(NoExternalUse.class)
public final class TrendChart<T> {

    private final List<TrendLine<T>> lines;
    private final LocalDate today;
    private final ZoneId zone;

    public TrendChart(List<TrendLine<T>> lines) {
        this(lines, LocalDate.now(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    TrendChart(List<TrendLine<T>> lines, LocalDate today, ZoneId zone) {
        this.lines = List.copyOf(lines);
        this.today = today;
        this.zone = zone;
    }

    /**
     * Creates the chart.
     *
     * @param newestFirst the builds; iterated only as far as they are drawn
     * @param configuration the choice of the user
     */
    public LinesChartModel create(
            Iterable<? extends BuildResult<T>> newestFirst, ChartModelConfiguration configuration) {
        List<BuildResult<T>> shown = choose(newestFirst, configuration);
        Collections.reverse(shown);
        LinesChartModel model = new LinesChartModel(
                shown.stream()
                        .map(result -> label(result.getBuild(), configuration))
                        .toList(),
                shown.stream().map(result -> result.getBuild().getNumber()).toList());
        model.useContinuousRangeAxis();
        for (TrendLine<T> line : lines) {
            List<Double> figures = new ArrayList<>();
            shown.forEach(result -> figures.add(Rounding.of(line.figure().apply(result.getResult()))));
            model.addSeries(
                    new LineSeries(line.name(), line.color(), StackedMode.SEPARATE_LINES, FilledMode.LINES, figures));
        }
        AxisRange.fit(model);
        return model;
    }

    private List<BuildResult<T>> choose(
            Iterable<? extends BuildResult<T>> newestFirst, ChartModelConfiguration configuration) {
        List<BuildResult<T>> shown = new ArrayList<>();
        Set<LocalDate> days = new HashSet<>();
        for (BuildResult<T> result : newestFirst) {
            if (configuration.isDayCountDefined()
                    && day(result.getBuild()).isBefore(today.minusDays(configuration.getDayCount()))) {
                break;
            }
            if (configuration.getAxisType() == AxisType.BUILD || days.add(day(result.getBuild()))) {
                shown.add(result);
            }
            if (configuration.isBuildCountDefined() && shown.size() == configuration.getBuildCount()) {
                break;
            }
        }
        return shown;
    }

    private String label(Build build, ChartModelConfiguration configuration) {
        return configuration.getAxisType() == AxisType.BUILD
                ? build.getDisplayName()
                : day(build).toString();
    }

    private LocalDate day(Build build) {
        return Instant.ofEpochSecond(build.getBuildTime()).atZone(zone).toLocalDate();
    }
}
