package io.jenkins.plugins.locustswarm.steps.operation;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.engine.text.ProgressLines;
import io.jenkins.plugins.locustswarm.report.live.LocustLive;
import java.time.Duration;

/** Tells the build's log what is done, and the build's page how the run is going. */
final class BuildLog extends ProgressLines {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Run<?, ?> run;
    private final String test;

    /** @param test null when nothing is run */
    BuildLog(TaskListener listener, Run<?, ?> run, String test) {
        super(text -> print(listener, text), BETWEEN_LINES);
        this.run = run;
        this.test = test;
    }

    /** Lines of hostile text cannot pass for others. */
    static void print(TaskListener listener, String text) {
        listener.getLogger().println(Printable.lines(text));
    }

    @Override
    public synchronized void running(RunProgress now) {
        super.running(now);
        if (test != null) {
            LocustLive.update(run, test, now);
        }
    }
}
