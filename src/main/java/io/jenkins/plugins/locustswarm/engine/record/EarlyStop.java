package io.jenkins.plugins.locustswarm.engine.record;

import java.time.Instant;
import java.util.Objects;

/**
 * Why a load is ended before its run time is over. It is recorded before Locust is stopped.
 *
 * @param condition the stop condition that was met
 * @param sentence the condition, the figure and the time, for people
 * @param at when the condition was met, by the master's clock
 */
public record EarlyStop(String condition, String sentence, Instant at) {

    public EarlyStop {
        Objects.requireNonNull(condition, "a stop condition was met");
        Objects.requireNonNull(sentence, "a sentence says why");
    }
}
