package io.jenkins.plugins.locustswarm.engine.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import java.time.Duration;

/**
 * The result of one status check of a run.
 *
 * @param state state of the run; absent if the master's machine did not answer
 * @param pause time until the next check; absent after the last one
 */
public record RunSnapshot(
        @CheckForNull RunState state, @CheckForNull Duration pause) {

    /** Whether the waiting ends: the run is over or, with Locust's web page, its load can be started there. */
    public boolean isLast() {
        return pause == null;
    }
}
