package io.jenkins.plugins.locustswarm.engine.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import java.time.Duration;

/**
 * The result of one status check of a run.
 *
 * @param state state of the run; absent if the master's machine did not answer
 * @param pause time until the next check; absent after the last one
 * @param earlyStop why the load has to be ended now; absent if no stop condition was met
 */
public record RunSnapshot(
        @CheckForNull RunState state,
        @CheckForNull Duration pause,
        @CheckForNull EarlyStop earlyStop) {

    RunSnapshot(@CheckForNull RunState state, @CheckForNull Duration pause) {
        this(state, pause, null);
    }

    /**
     * Whether the waiting ends: the run is over, a stop condition was met or, with Locust's web page, its load can be started
     * there.
     */
    public boolean isLast() {
        return pause == null;
    }
}
