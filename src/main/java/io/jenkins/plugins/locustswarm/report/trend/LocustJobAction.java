package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import io.jenkins.plugins.locustswarm.report.view.Icons;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The trends of the load tests of a job: charts on the page of the job, and a page of their own. */
public final class LocustJobAction implements Action {

    /** The number of builds that are searched for tests; a test that is in none of them no longer belongs to the job. */
    private static final int BUILDS = 10;

    private final Job<?, ?> job;

    LocustJobAction(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Returns the tests of the latest builds, by name. */
    public List<TestTrend> getTests() {
        return tests().stream().map(test -> new TestTrend(job, test)).toList();
    }

    /** Returns the page of a test; absent if none of the latest builds ran it. */
    @CheckForNull
    public TestTrend getTest(String test) {
        return tests().contains(test) ? new TestTrend(job, test) : null;
    }

    /** Returns the response times to choose from in the dialog of the charts. */
    public List<TrendMetric> getTimes() {
        return TrendChoice.TIMES;
    }

    private Set<String> tests() {
        Set<String> tests = new TreeSet<>();
        int builds = 0;
        for (var result : BuildHistory.of(job)) {
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
