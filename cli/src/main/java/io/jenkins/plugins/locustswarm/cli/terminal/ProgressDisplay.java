package io.jenkins.plugins.locustswarm.cli.terminal;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import java.time.Duration;

/** Progress that a person sees while it goes on. */
public interface ProgressDisplay extends Progress, AutoCloseable {

    /** The one that suits this terminal. */
    static ProgressDisplay on(Terminal terminal) {
        return terminal.isLive() ? new LiveProgress(terminal) : new PlainProgress(terminal, Duration.ofSeconds(5));
    }

    /** Ends what changes on the screen; progress may go on afterwards. */
    @Override
    void close();
}
