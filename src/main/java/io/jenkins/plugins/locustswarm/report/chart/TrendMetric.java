package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.echarts.JenkinsPalette;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.List;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The figures that trend charts show. */
@Restricted(NoExternalUse.class)
public enum TrendMetric {
    MEDIAN("Median", JenkinsPalette.BLUE, stats -> stats.responseTimes().median()),
    P95("p95", JenkinsPalette.ORANGE, stats -> stats.responseTimes().p95()),
    P99("p99", JenkinsPalette.RED, stats -> stats.responseTimes().p99()),
    REQUESTS_PER_SECOND("Requests/s", JenkinsPalette.BLUE, TrendMetric::rate),
    FAILURE_PERCENT("Failed %", JenkinsPalette.RED, TrendMetric::failurePercent);

    /** Without red, which would look like an error. */
    private static final List<JenkinsPalette> OF_TESTS = List.of(
            JenkinsPalette.BLUE,
            JenkinsPalette.ORANGE,
            JenkinsPalette.GREEN,
            JenkinsPalette.PURPLE,
            JenkinsPalette.CYAN,
            JenkinsPalette.PINK,
            JenkinsPalette.BROWN);

    private static final double MAX_BELOW_ALL = 99.99;

    private final String title;
    private final JenkinsPalette color;
    private final Function<NameStats, Double> figure;

    TrendMetric(String title, JenkinsPalette color, Function<NameStats, Double> figure) {
        this.title = title;
        this.color = color;
        this.figure = figure;
    }

    /** Creates the line of this figure. */
    public TrendLine<NameStats> line() {
        return new TrendLine<>(title, color.normal(), figure);
    }

    /** Creates one of several lines of this figure in a chart. */
    public TrendLine<NameStats> line(String name, int index) {
        return new TrendLine<>(name, OF_TESTS.get(index % OF_TESTS.size()).normal(), figure);
    }

    /** Returns the name of the figure for users. */
    public String title() {
        return title;
    }

    /** Returns the percentage of failures, less than 100 unless all requests failed; absent without requests. */
    @CheckForNull
    private static Double failurePercent(NameStats stats) {
        Double ratio = stats.failureRatio();
        return ratio == null ? null : Double.valueOf(ratio < 1 ? Math.min(ratio * 100, MAX_BELOW_ALL) : ratio * 100);
    }

    @CheckForNull
    private static Double rate(NameStats stats) {
        return stats.requests() == 0 ? null : Double.valueOf(stats.requestsPerSecond());
    }
}
