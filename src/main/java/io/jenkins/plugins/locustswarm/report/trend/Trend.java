package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import edu.hm.hafner.echarts.ChartModelConfiguration;
import edu.hm.hafner.echarts.line.LinesChartModel;
import io.jenkins.plugins.echarts.AsyncConfigurableTrendChart;
import io.jenkins.plugins.locustswarm.report.chart.TrendChart;
import io.jenkins.plugins.locustswarm.report.chart.TrendLine;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.kohsuke.stapler.bind.JavaScriptMethod;

/** A trend chart as a page draws it. */
public final class Trend<T> implements AsyncConfigurableTrendChart {

    private final String title;
    private final String buildUrl;
    private final Iterable<BuildResult<T>> history;
    private final Function<TrendChoice, List<TrendLine<T>>> lines;

    /**
     * @param buildUrl where a click goes, below the build
     * @param lines what is drawn for what the user chose
     */
    Trend(
            String title,
            String buildUrl,
            Iterable<BuildResult<T>> history,
            Function<TrendChoice, List<TrendLine<T>>> lines) {
        this.title = title;
        this.buildUrl = buildUrl;
        this.history = history;
        this.lines = lines;
    }

    public String getTitle() {
        return title;
    }

    /** Read by the chart library's view. */
    public String getUrlName() {
        return buildUrl;
    }

    /** The chart as JSON. */
    @Override
    @JavaScriptMethod
    public String getConfigurableBuildTrendModel(String configuration) {
        LinesChartModel model = new TrendChart<>(lines.apply(TrendChoice.of(configuration)))
                .create(history, ChartModelConfiguration.fromJson(configuration));
        return JsonText.of(model);
    }

    /** A single build makes no trend. */
    @Override
    public boolean isTrendVisible() {
        Iterator<BuildResult<T>> results = history.iterator();
        if (results.hasNext()) {
            results.next();
        }
        return results.hasNext();
    }
}
