package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A test's trends, and the names of its requests. */
public final class TestTrend extends TrendPage {

    /** Builds in which a name is looked for: anything can stand in a URL. */
    private static final int BUILDS = 50;

    TestTrend(Job<?, ?> job, String test) {
        super(job, test);
    }

    @Override
    public String getDisplayName() {
        return getTest();
    }

    @Override
    public List<Trend<?>> getTrends() {
        return Trends.of(Trends.totals(getJob(), getTest()), Trends.url(getTest()));
    }

    /** Those that the newest build with the test kept. */
    public List<NameFigures> getNames() {
        return newest().map(TestSummary::getNames).orElse(List.of());
    }

    /** How many names the newest build with the test has beside these. */
    public int getNamesLeftOut() {
        return newest().map(TestSummary::getNamesLeftOut).orElse(0);
    }

    private Optional<TestSummary> newest() {
        Iterator<BuildResult<TestSummary>> builds =
                BuildHistory.of(getJob(), getTest()).iterator();
        return builds.hasNext() ? Optional.of(builds.next().getResult()) : Optional.empty();
    }

    /** A page of one request name; null when no build of late kept it. */
    public NameTrend getName(String id) {
        int builds = 0;
        for (BuildResult<TestSummary> build : BuildHistory.of(getJob(), getTest())) {
            Optional<NameFigures> found = build.getResult().findName(id);
            if (found.isPresent()) {
                return new NameTrend(getJob(), getTest(), found.get());
            }
            if (++builds == BUILDS) {
                break;
            }
        }
        return null;
    }
}
