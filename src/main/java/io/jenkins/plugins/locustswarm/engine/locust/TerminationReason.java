package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Arrays;

/** Why the swarm ended Locust, as {@code supervise.sh} reports it. */
public enum TerminationReason {
    /** The run time was over, and Locust did not begin to end: because of a load shape, or a process that hangs. */
    LOAD_WENT_ON("load-went-on"),
    /** The load was over, and Locust took longer than the quit timeout to end. */
    SLOW_QUIT("slow-quit"),
    /** No worker was left: Locust then stops the load, and waits until the run time is over. */
    NO_WORKER("no-worker"),
    /** Locust ran for longer than the whole run can take. */
    TOO_LONG("too-long");

    private final String id;

    TerminationReason(String id) {
        this.id = id;
    }

    /** Parses the reason; an unknown one of another version counts as {@link #LOAD_WENT_ON}, an empty one as none. */
    @CheckForNull
    static TerminationReason of(String id) {
        if (id.isEmpty()) {
            return null;
        }
        return Arrays.stream(values())
                .filter(reason -> reason.id.equals(id))
                .findFirst()
                .orElse(LOAD_WENT_ON);
    }
}
