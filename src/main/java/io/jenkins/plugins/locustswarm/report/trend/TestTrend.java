package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The page with the trends of a test, and its request names. */
public final class TestTrend extends TrendPage {

    /** The number of builds that are searched for a name, since a URL can contain any name. */
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

    /** Returns the request names in the latest build with the test. */
    public List<NameFigures> getNames() {
        return newest().map(TestSummary::getNames).orElse(List.of());
    }

    /** Returns the number of names of the latest build that only its archived files contain. */
    public int getNamesLeftOut() {
        return newest().map(TestSummary::getNamesLeftOut).orElse(0);
    }

    /** Returns what changed in the history of the test. */
    public TrendChanges getChanges() {
        return TrendChanges.of(getJob(), getTest());
    }

    private Optional<TestSummary> newest() {
        Iterator<BuildResult<TestSummary>> builds =
                BuildHistory.of(getJob(), getTest()).iterator();
        return builds.hasNext() ? Optional.of(builds.next().getResult()) : Optional.empty();
    }

    /** Returns the page of a request name; absent if none of the latest builds contains it. */
    @CheckForNull
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
