package io.jenkins.plugins.locustswarm.swarms;

import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Writes what a reaper does to its log, and to the {@link BackgroundLog}. */
@Restricted(NoExternalUse.class)
public final class ReaperProgress implements Progress {

    private final Progress log;

    public ReaperProgress(TaskListener listener) {
        this.log = new TeardownLog(listener);
    }

    @Override
    public void phase(String line) {
        log.phase(line);
        BackgroundLog.get().add(null, line, false);
    }

    @Override
    public void detail(String machine, String line) {
        log.detail(machine, line);
    }

    @Override
    public void warning(String line) {
        log.warning(line);
        BackgroundLog.get().add(null, line, true);
    }

    @Override
    public void running(RunProgress now) {
        log.running(now);
    }
}
