package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.echarts.JenkinsPalette;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The figures that trend charts show. */
@Restricted(NoExternalUse.class)
public enum TrendMetric {
    MEDIAN(
            "median",
            Messages::TrendMetric_median,
            " ms",
            JenkinsPalette.BLUE,
            stats -> stats.responseTimes().median()),
    P95(
            "p95",
            Messages::TrendMetric_p95,
            " ms",
            JenkinsPalette.ORANGE,
            stats -> stats.responseTimes().p95()),
    P99(
            "p99",
            Messages::TrendMetric_p99,
            " ms",
            JenkinsPalette.PURPLE,
            stats -> stats.responseTimes().p99()),
    REQUESTS_PER_SECOND("rps", Messages::TrendMetric_rps, " /s", JenkinsPalette.CYAN, TrendMetric::rate),
    FAILURE_PERCENT("failures", Messages::TrendMetric_failures, " %", JenkinsPalette.RED, TrendMetric::failurePercent);

    private static final double MAX_BELOW_ALL = 99.99;

    private final String id;
    private final Supplier<String> title;
    private final String unit;
    private final JenkinsPalette color;
    private final Function<NameStats, Double> figure;

    TrendMetric(
            String id, Supplier<String> title, String unit, JenkinsPalette color, Function<NameStats, Double> figure) {
        this.id = id;
        this.title = title;
        this.unit = unit;
        this.color = color;
        this.figure = figure;
    }

    /** Returns the name in gates and URLs, for example {@code p95}. */
    public String id() {
        return id;
    }

    /** Returns the name of the figure for users. */
    public String title() {
        return title.get();
    }

    /** Returns what follows a figure: a space and its unit. */
    public String unit() {
        return unit;
    }

    /** Returns the variable of the theme with the color of the figure, for example {@code --blue}. */
    public String color() {
        return color.normal();
    }

    /** Returns the figure of a row; absent if Locust reported none. */
    @CheckForNull
    public Double of(NameStats stats) {
        return figure.apply(stats);
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
