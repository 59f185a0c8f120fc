package io.jenkins.plugins.locustswarm.report.chart;

import edu.hm.hafner.echarts.Build;
import edu.hm.hafner.echarts.BuildResult;
import edu.hm.hafner.echarts.ChartModelConfiguration;
import edu.hm.hafner.echarts.ChartModelConfiguration.AxisType;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Selects the builds of a trend chart and their figures. Unlike the builder of the chart library, it leaves a gap for a build
 * without a figure instead of drawing 0, and it represents a day by its last build, since percentiles cannot be averaged.
 */
@Restricted(NoExternalUse.class)
public final class TrendChart {

    private final List<TrendMetric> metrics;
    private final LocalDate today;
    private final ZoneId zone;

    /** Creates a chart whose days are those of the time zone of the JVM of Jenkins. */
    public TrendChart(List<TrendMetric> metrics) {
        this(metrics, LocalDate.now(ZoneId.systemDefault()), ZoneId.systemDefault());
    }

    TrendChart(List<TrendMetric> metrics, LocalDate today, ZoneId zone) {
        this.metrics = List.copyOf(metrics);
        this.today = today;
        this.zone = zone;
    }

    /**
     * Creates the chart.
     *
     * @param newestFirst the builds; iterated only as far as they are drawn
     * @param configuration the choice of the user
     */
    public TrendModel create(
            Iterable<? extends BuildResult<NameStats>> newestFirst, ChartModelConfiguration configuration) {
        List<BuildResult<NameStats>> shown = choose(newestFirst, configuration);
        Collections.reverse(shown);
        return new TrendModel(
                shown.stream()
                        .map(result -> label(result.getBuild(), configuration))
                        .toList(),
                shown.stream().map(result -> result.getBuild().getNumber()).toList(),
                metrics.stream().map(metric -> line(metric, shown)).toList());
    }

    private static TrendModel.Line line(TrendMetric metric, List<BuildResult<NameStats>> shown) {
        List<Double> figures = new ArrayList<>();
        shown.forEach(result -> figures.add(Rounding.of(metric.of(result.getResult()))));
        return new TrendModel.Line(metric.id(), metric.title(), metric.unit(), metric.color(), figures);
    }

    private List<BuildResult<NameStats>> choose(
            Iterable<? extends BuildResult<NameStats>> newestFirst, ChartModelConfiguration configuration) {
        List<BuildResult<NameStats>> shown = new ArrayList<>();
        Set<LocalDate> days = new HashSet<>();
        int considered = 0;
        for (BuildResult<NameStats> result : newestFirst) {
            if (configuration.isDayCountDefined()
                    && day(result.getBuild()).isBefore(today.minusDays(configuration.getDayCount()))) {
                break;
            }
            if (configuration.getAxisType() == AxisType.BUILD || days.add(day(result.getBuild()))) {
                shown.add(result);
            }
            considered++;
            if (configuration.isBuildCountDefined() && considered == configuration.getBuildCount()) {
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
