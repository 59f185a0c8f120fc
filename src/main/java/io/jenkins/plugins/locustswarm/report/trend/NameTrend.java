package io.jenkins.plugins.locustswarm.report.trend;

import hudson.model.Job;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import java.util.List;

/** The page with the trends of one request name. */
public final class NameTrend extends TrendPage {

    private final NameFigures name;

    NameTrend(Job<?, ?> job, String test, NameFigures name) {
        super(job, test);
        this.name = name;
    }

    /** Hostile text. */
    @Override
    public String getDisplayName() {
        return name.getDisplayName();
    }

    /** Returns the figures of the latest build with this name. */
    public NameFigures getName() {
        return name;
    }

    @Override
    public List<Trend<?>> getTrends() {
        String url = Trends.url(getTest()) + "/name/" + name.getId();
        return Trends.of(Trends.name(getJob(), getTest(), name.getId()), url);
    }
}
