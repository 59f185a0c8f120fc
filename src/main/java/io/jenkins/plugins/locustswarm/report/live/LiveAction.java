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

/** The load tests of a build that are running now, on the build's page. */
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

    /** The newest numbers, for the page's script. */
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

    /** A build has the page as long as a test of it runs. */
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

    /** A build that is over has no live numbers, whatever its steps said. */
    @Extension
    public static final class EndOfBuild extends RunListener<Run<?, ?>> {

        @Override
        public void onCompleted(Run<?, ?> run, TaskListener listener) {
            LocustLive.forget(run);
        }
    }
}
