package io.jenkins.plugins.locustswarm.report.live;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.locustswarm.report.view.Icons;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.GET;

/** The running load tests of a build. */
public final class LiveAction implements Action {

    private final Run<?, ?> run;

    LiveAction(Run<?, ?> run) {
        this.run = run;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    public List<LiveFigures> getTests() {
        return LocustLive.of(run);
    }

    /** Returns the latest figures as JSON, for the script of the page. */
    @GET
    public HttpResponse doData() {
        return new JsonText(JsonText.of(getTests()));
    }

    @Override
    public String getIconFileName() {
        return Icons.LOCUST;
    }

    @Override
    public String getDisplayName() {
        return Messages.LiveAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "locust-live";
    }

    /** Adds the page to a build while one of its tests is running. */
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
            return LocustLive.of(run).isEmpty() ? Set.of() : Set.of(new LiveAction(run));
        }
    }

    /** Removes the figures of a build that has ended, even if a step did not. */
    @Extension
    public static final class EndOfBuild extends RunListener<Run<?, ?>> {

        @Override
        public void onCompleted(Run<?, ?> run, TaskListener listener) {
            LocustLive.forget(run);
        }
    }
}
