package io.jenkins.plugins.locustswarm.engine.locust.log;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Converts moments of a log to times from a start.
 *
 * @param start absent if the log does not have it
 */
record TimesFromStart(@CheckForNull LocalDateTime start) {

    /** Returns the time until a moment; absent if one of both is. */
    @CheckForNull
    Duration to(@CheckForNull LocalDateTime moment) {
        return start == null || moment == null ? null : Duration.between(start, moment);
    }

    /** Returns the time until a moment; zero if it is unknown. */
    Duration toOrZero(@CheckForNull LocalDateTime moment) {
        Duration time = to(moment);
        return time == null ? Duration.ZERO : time;
    }

    /** Returns the time until each moment; zero if it is unknown. */
    Map<String, Duration> toEach(Map<String, LocalDateTime> moments) {
        Map<String, Duration> times = new LinkedHashMap<>();
        moments.forEach((name, moment) -> times.put(name, toOrZero(moment)));
        return Collections.unmodifiableMap(times);
    }
}
