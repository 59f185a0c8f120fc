package io.jenkins.plugins.locustswarm.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.live.LivePage;
import io.jenkins.plugins.locustswarm.report.live.RunningTests;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import io.jenkins.plugins.locustswarm.report.view.Icons;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.model.TransientActionFactory;
import jenkins.security.stapler.StaplerDispatchable;
import org.kohsuke.stapler.HttpResponse;

/**
 * The running load tests of a build. It has the address of {@link LocustBuildAction} until the build has results of a
 * test; then that action has the pages of all tests, and this one only shows the running tests on the page of the
 * build.
 */
public final class LiveAction implements Action {

    private final Run<?, ?> run;

    LiveAction(Run<?, ?> run) {
        this.run = run;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** Returns no summaries: as long as this action has pages, no test has results. */
    public List<TestSummary> getTests() {
        return List.of();
    }

    /** Returns the pages of the tests without results, in the order in which they began. */
    public List<LivePage> getRunning() {
        return TestPages.running(run);
    }

    /** Returns whether the list of the tests can still change. */
    public boolean isLive() {
        return TestPages.isLive(run);
    }

    /** Returns the page of a test; absent if the build does not run it. */
    @CheckForNull
    @StaplerDispatchable // its type does not show that it has pages
    public ModelObject getTest(String test) {
        return TestPages.find(run, getTests(), test);
    }

    /** Shows the page of the only test, or a list of several. */
    public HttpResponse doIndex() {
        return TestPages.index(this, run, getTests());
    }

    /** Read by the views. */
    public FigureFormat getFormat() {
        return new FigureFormat();
    }

    private boolean hasResults() {
        return run.getAction(LocustBuildAction.class) != null;
    }

    @Override
    @CheckForNull
    public String getIconFileName() {
        return hasResults() || !run.isBuilding() ? null : Icons.LOCUST;
    }

    @Override
    public String getDisplayName() {
        return Messages.LocustBuildAction_displayName();
    }

    @Override
    @CheckForNull
    public String getUrlName() {
        return hasResults() ? null : LocustBuildAction.URL;
    }

    /** Adds the action to a build as soon as it has a test that is to run. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return LiveAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run target) {
            Run<?, ?> run = target;
            return RunningTests.of(run).isEmpty() ? Set.of() : Set.of(new LiveAction(run));
        }
    }
}
