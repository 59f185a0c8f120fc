package io.jenkins.plugins.locustswarm.report.trend;

import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import io.jenkins.plugins.locustswarm.report.view.Icons;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A job's load tests: charts on the job's page, and a page with all of them. */
public final class LocustJobAction implements Action {

    /** Builds in which tests are looked for: a test that none of these ran is no longer the job's. */
    private static final int BUILDS = 10;

    private final Job<?, ?> job;

    LocustJobAction(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Those of the newest builds, by name. */
    public List<TestTrend> getTests() {
        return tests().stream().map(test -> new TestTrend(job, test)).toList();
    }

    /** A page of the test; null when no build of late ran it. */
    public TestTrend getTest(String test) {
        return tests().contains(test) ? new TestTrend(job, test) : null;
    }

    /** What the job's page shows. */
    public List<Trend<?>> getTrends() {
        List<String> tests = List.copyOf(tests());
        return tests.size() == 1
                ? Trends.of(Trends.totals(job, tests.get(0)), Trends.url(tests.get(0)))
                : Trends.together(job, tests);
    }

    /** What a user can choose in the chart's dialog. */
    public List<TrendMetric> getTimes() {
        return TrendChoice.ALL;
    }

    private Set<String> tests() {
        Set<String> tests = new TreeSet<>();
        int builds = 0;
        for (var result : BuildHistory.totals(job)) {
            tests.addAll(result.getResult().keySet());
            if (++builds == BUILDS) {
                break;
            }
        }
        return tests;
    }

    @Override
    public String getIconFileName() {
        return Icons.LOCUST;
    }

    @Override
    public String getDisplayName() {
        return Messages.LocustJobAction_displayName();
    }

    @Override
    public String getUrlName() {
        return LocustBuildAction.URL;
    }
}
