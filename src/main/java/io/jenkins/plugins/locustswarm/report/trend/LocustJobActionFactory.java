package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.history.JobTotals;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import jenkins.model.TransientActionFactory;

/**
 * Adds the trends to a job if one of its latest builds ran a load test, whatever its result. A LastBuildAction of Jenkins
 * core uses the last successful build only, so that a job without one would have no trends.
 */
@Extension
@SuppressWarnings("rawtypes")
public final class LocustJobActionFactory extends TransientActionFactory<Job> {

    /** The number of builds that are searched. Small, and only the newest and the last successful one are loaded: Jenkins calls this for every job. */
    private static final int BUILDS = 10;

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return LocustJobAction.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job target) {
        Job<?, ?> job = target;
        return hasTests(job) ? Set.of(new LocustJobAction(job)) : Collections.emptySet();
    }

    private static boolean hasTests(Job<?, ?> job) {
        Run<?, ?> last = job.getLastBuild();
        return hasTests(last)
                || last != null && JobTotals.isAnyBefore(last, BUILDS - 1)
                || hasTests(job.getLastSuccessfulBuild());
    }

    private static boolean hasTests(@CheckForNull Run<?, ?> run) {
        return run != null && run.getAction(LocustBuildAction.class) != null;
    }
}
