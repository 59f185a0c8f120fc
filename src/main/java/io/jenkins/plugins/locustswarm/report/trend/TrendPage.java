package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import edu.hm.hafner.echarts.ChartModelConfiguration;
import hudson.Util;
import hudson.model.Job;
import hudson.model.ModelObject;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.chart.TrendChart;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import java.util.Iterator;
import java.util.List;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.GET;

/** A page with a trend chart over the builds of a job. */
public abstract class TrendPage implements ModelObject {

    private final Job<?, ?> job;
    private final String test;

    TrendPage(Job<?, ?> job, String test) {
        this.job = job;
        this.test = test;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Returns the name of the test. */
    public String getTest() {
        return test;
    }

    /** Returns the name of the test, encoded for URLs. */
    public String getTestUrl() {
        return Util.rawEncode(test);
    }

    /** Returns the response times to choose from in the dialog of the chart. */
    public List<TrendMetric> getTimes() {
        return TrendChoice.TIMES;
    }

    /** Read by the views. */
    public FigureFormat getFormat() {
        return new FigureFormat();
    }

    /** Returns the page of a build to which the chart leads, relative to the build, with a slash at the end. */
    public String getBuildUrl() {
        return LocustBuildAction.URL + "/test/" + getTestUrl() + "/";
    }

    /** Returns whether there are at least two builds. */
    public boolean isVisible() {
        Iterator<?> builds = history().iterator();
        if (builds.hasNext()) {
            builds.next();
        }
        return builds.hasNext();
    }

    /** Returns the figures of the builds, newest first. */
    abstract Iterable<BuildResult<NameStats>> history();

    /** Returns what is marked in the chart. */
    abstract TrendMarks marks();

    /**
     * Returns the figures of the chart as JSON.
     *
     * @param configuration the choice of the user as JSON, from the browser
     */
    public String chart(String configuration) {
        return JsonText.of(new TrendChart(TrendChoice.of(configuration).metrics())
                .create(history(), ChartModelConfiguration.fromJson(configuration)));
    }

    @GET
    public HttpResponse doTrend(@QueryParameter String configuration) {
        return new JsonText(chart(configuration));
    }

    /** Returns what is marked in the chart as JSON. It takes longer than the figures, which are drawn before. */
    @GET
    public HttpResponse doMarks() {
        return new JsonText(JsonText.of(marks()));
    }
}
