package io.jenkins.plugins.locustswarm.engine.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Objects;

/**
 * Why a load is ended before its run time is over. It is recorded before Locust is stopped.
 *
 * @param condition the stop condition that was met, or the words {@code user NAME}
 * @param sentence the reason, with the figure and the time, for people
 * @param at when the condition was met, by the master's clock
 * @param user the user who stopped the load; absent if a condition did, and in records of earlier versions
 */
public record EarlyStop(
        String condition,
        String sentence,
        Instant at,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        String user) {

    public EarlyStop {
        Objects.requireNonNull(condition, "a stop condition was met");
        Objects.requireNonNull(sentence, "a sentence says why");
    }

    /** Returns the reason of a load that is stopped by a condition. */
    public static EarlyStop met(String condition, String sentence, Instant at) {
        return new EarlyStop(condition, sentence, at, null);
    }

    /** Returns the reason of a load that is stopped by a user whose name is that one. */
    public static EarlyStop by(String user, Instant at) {
        return new EarlyStop("user " + user, "The load is stopped by " + user + "; its results are kept.", at, user);
    }
}
