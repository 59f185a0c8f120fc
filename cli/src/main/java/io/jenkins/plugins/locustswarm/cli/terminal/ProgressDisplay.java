package io.jenkins.plugins.locustswarm.cli.terminal;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import java.time.Duration;

/** Progress that is displayed to the user. */
public interface ProgressDisplay extends Progress, AutoCloseable {

    /** Returns the display that suits a terminal. */
    static ProgressDisplay on(Terminal terminal) {
        return terminal.isLive() ? new LiveProgress(terminal) : new PlainProgress(terminal, Duration.ofSeconds(5));
    }

    /** Clears the status line. More progress may follow. */
    @Override
    void close();
}
