package io.jenkins.plugins.locustswarm.swarms;

import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;

/** Tells a log what is taken down. */
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
        // too much for a log
    }

    @Override
    public void warning(String line) {
        listener.getLogger().println("WARNING: " + line);
    }

    @Override
    public void running(RunProgress now) {
        // nothing runs any more
    }
}
