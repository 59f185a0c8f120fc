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

/** A trend chart on a page. */
public final class Trend<T> implements AsyncConfigurableTrendChart {

    private final String title;
    private final String buildUrl;
    private final Iterable<BuildResult<T>> history;
    private final Function<TrendChoice, List<TrendLine<T>>> lines;

    /**
     * @param buildUrl the target of a click, relative to the build
     * @param lines creates the lines for the choice of the user
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

    /** Read by the view of the chart library. */
    public String getUrlName() {
        return buildUrl;
    }

    /** Returns the chart as JSON. */
    @Override
    @JavaScriptMethod
    public String getConfigurableBuildTrendModel(String configuration) {
        LinesChartModel model = new TrendChart<>(lines.apply(TrendChoice.of(configuration)))
                .create(history, ChartModelConfiguration.fromJson(configuration));
        return JsonText.of(model);
    }

    /** Returns whether there are at least two builds. */
    @Override
    public boolean isTrendVisible() {
        Iterator<BuildResult<T>> results = history.iterator();
        if (results.hasNext()) {
            results.next();
        }
        return results.hasNext();
    }
}
