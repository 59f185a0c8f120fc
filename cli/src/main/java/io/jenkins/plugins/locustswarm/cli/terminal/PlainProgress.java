package io.jenkins.plugins.locustswarm.cli.terminal;

import io.jenkins.plugins.locustswarm.engine.text.ProgressLines;
import java.time.Duration;

/** Progress for a terminal that is none, such as a file. */
public final class PlainProgress extends ProgressLines implements ProgressDisplay {

    /** @param between the least time between two lines on where the run is, or on what a machine prints */
    public PlainProgress(Terminal terminal, Duration between) {
        super(terminal::say, between);
    }

    @Override
    public void close() {
        // whole lines need no end
    }
}
