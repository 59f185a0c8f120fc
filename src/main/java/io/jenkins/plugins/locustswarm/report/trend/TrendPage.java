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

/** A page with trend charts of a job's builds. */
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

    /** The test's name. */
    public String getTest() {
        return test;
    }

    /** The same in a URL. */
    public String getTestUrl() {
        return Util.rawEncode(test);
    }

    /** What a user can choose in the charts' dialog. */
    public List<TrendMetric> getTimes() {
        return TrendChoice.ALL;
    }

    /** For the views. */
    public FigureFormat getShown() {
        return new FigureFormat();
    }

    /** The charts, in the order of the page. */
    public abstract List<Trend<?>> getTrends();

    /**
     * A chart as JSON.
     *
     * @param chart which one, from 0
     * @param configuration what the user's browser remembers
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
