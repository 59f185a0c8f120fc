package io.jenkins.plugins.locustswarm.report.trend;

import hudson.Util;
import hudson.model.Job;
import hudson.model.ModelObject;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import java.util.List;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.GET;

/** A page with trend charts over the builds of a job. */
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

    /** Returns the response times to choose from in the dialog of the charts. */
    public List<TrendMetric> getTimes() {
        return TrendChoice.ALL;
    }

    /** Read by the views. */
    public FigureFormat getFormat() {
        return new FigureFormat();
    }

    /** Returns the charts in the order of the page. */
    public abstract List<Trend<?>> getTrends();

    /**
     * Returns a chart as JSON.
     *
     * @param chart the index of the chart
     * @param configuration the choice of the user, from the browser
     */
    @GET
    public HttpResponse doTrend(@QueryParameter int chart, @QueryParameter String configuration) {
        List<Trend<?>> trends = getTrends();
        if (chart < 0 || chart >= trends.size()) {
            return HttpResponses.notFound();
        }
        return new JsonText(trends.get(chart).getConfigurableBuildTrendModel(configuration));
    }
}
