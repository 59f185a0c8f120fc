package io.jenkins.plugins.locustswarm.cli.terminal;

import io.jenkins.plugins.locustswarm.engine.text.ProgressLines;
import java.time.Duration;

/** Progress as whole lines, for output that is not a terminal, such as a build log. */
public final class PlainProgress extends ProgressLines implements ProgressDisplay {

    /** @param interval minimum time between two lines about the run or the output of a machine */
    public PlainProgress(Terminal terminal, Duration interval) {
        super(terminal::say, interval);
    }

    @Override
    public void close() {
        // there is no status line to clear
    }
}
