package io.jenkins.plugins.locustswarm.engine.locust;

import java.util.Arrays;

/** Why the swarm ended Locust, in the words of {@code supervise.sh}. */
public enum TerminationReason {
    /** The run time was over, and Locust showed no sign of its end: a load shape, or a process that hangs. */
    LOAD_WENT_ON("load-went-on"),
    /** The load was over, and Locust took longer than the quit timeout to end. */
    SLOW_QUIT("slow-quit"),
    /** No worker was left: Locust stops the load then, and idles until the run time is over. */
    NO_WORKER("no-worker"),
    /** It had run for longer than the whole run can take. */
    TOO_LONG("too-long");

    private final String word;

    TerminationReason(String word) {
        this.word = word;
    }

    /** Reads the supervisor's word; null for an empty one. A word of another version is one for a load that went on. */
    static TerminationReason of(String word) {
        if (word.isEmpty()) {
            return null;
        }
        return Arrays.stream(values())
                .filter(reason -> reason.word.equals(word))
                .findFirst()
                .orElse(LOAD_WENT_ON);
    }
}
