package io.jenkins.plugins.locustswarm.swarms;

import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Writes the progress of a teardown to a build log. */
@Restricted(NoExternalUse.class)
public final class TeardownLog implements Progress {

    private final TaskListener listener;

    public TeardownLog(TaskListener listener) {
        this.listener = listener;
    }

    @Override
    public void phase(String line) {
        listener.getLogger().println(line);
    }

    @Override
    public void detail(String machine, String line) {
        // too detailed for a build log
    }

    @Override
    public void warning(String line) {
        listener.getLogger().println("WARNING: " + line);
    }

    @Override
    public void running(RunProgress now) {
        // no run is active during a teardown
    }
}
