package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import java.time.Duration;

/**
 * One look of somebody who waits for a run.
 *
 * @param state where the run is; null when its master's machine did not answer this time
 * @param pause how long to wait before the next look; null when there is nothing more to wait for
 */
public record RunSnapshot(RunState state, Duration pause) {

    /** Whether the run is over or, for a run on Locust's web page, it can be started there. */
    public boolean isLast() {
        return pause == null;
    }
}
