package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import io.jenkins.plugins.locustswarm.report.history.BuildHistory;
import io.jenkins.plugins.locustswarm.report.view.Icons;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The trends of the load tests of a job: charts on the page of the job, and a page of their own. */
public final class LocustJobAction implements Action {

    /** The number of builds with load tests whose tests the job shows with a chart. */
    private static final int LATEST = 10;

    /** The number of builds with load tests that are searched for earlier tests. */
    private static final int MAX_BUILDS = 200;

    private final Job<?, ?> job;

    LocustJobAction(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Returns the tests of the latest builds, by name. */
    public List<TestTrend> getTests() {
        return trends(tests(LATEST));
    }

    /** Returns the tests that none of the latest builds ran, by name. */
    public List<TestTrend> getEarlierTests() {
        Set<String> earlier = tests(MAX_BUILDS);
        earlier.removeAll(tests(LATEST));
        return trends(earlier);
    }

    private List<TestTrend> trends(Set<String> tests) {
        return tests.stream().map(test -> new TestTrend(job, test)).toList();
    }

    /** Returns the page of a test; absent if no build is known to have run it. */
    @CheckForNull
    public TestTrend getTest(String test) {
        return BuildHistory.contains(job, test) ? new TestTrend(job, test) : null;
    }

    /** Returns the response times to choose from in the dialog of the charts. */
    public List<TrendMetric> getTimes() {
        return TrendChoice.TIMES;
    }

    private Set<String> tests(int maxBuilds) {
        Set<String> tests = new TreeSet<>();
        int builds = 0;
        for (var result : BuildHistory.of(job)) {
            tests.addAll(result.getResult().keySet());
            if (++builds == maxBuilds) {
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
