package io.jenkins.plugins.locustswarm.engine.stats;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Response times in ms, as Locust reported them. Every figure is absent if no response time was measured; a percentile is
 * also absent if {@code PERCENTILES_TO_REPORT} of the locustfile leaves it out. Locust rounds percentiles and the median,
 * above 100 ms to two significant digits.
 *
 * <p>A locustfile can report requests without a response time ({@code response_time=None}). If no request has one, Locust
 * 2.12 to 2.47 writes 0 for every figure ({@code StatsEntry} in {@code stats.py}); if some have none, 2.12 counts them for
 * percentiles and writes 0 for a percentile that falls on them. None of these zeros is a response time.
 *
 * @param percentiles all reported percentiles, by Locust's headings ({@code 50%}, {@code 99.9%}), in its order
 */
public record ResponseTimes(
        @CheckForNull Double average,
        @CheckForNull Double median,
        @CheckForNull Double p90,
        @CheckForNull Double p95,
        @CheckForNull Double p99,
        @CheckForNull Double min,
        @CheckForNull Double max,
        Map<String, Double> percentiles) {

    /** The response times of a row without requests. */
    public static final ResponseTimes NONE = of(null, null, null, null, Map.of());

    /** Percentiles of shorter times can be 0, because Locust rounds. */
    private static final double ROUNDED_TO_ZERO = 0.5;

    public ResponseTimes {
        boolean unmeasured = max != null && max == 0;
        boolean zeroIsNoTime = unmeasured || min != null && min >= ROUNDED_TO_ZERO;
        average = unmeasured ? null : average;
        median = unmeasured ? null : median;
        p90 = zeroIsNoTime ? nullForZero(p90) : p90;
        p95 = zeroIsNoTime ? nullForZero(p95) : p95;
        p99 = zeroIsNoTime ? nullForZero(p99) : p99;
        min = unmeasured ? null : min;
        max = unmeasured ? null : max;
        Map<String, Double> times = new LinkedHashMap<>(percentiles == null ? Map.of() : percentiles);
        if (zeroIsNoTime) {
            times.values().removeIf(percentile -> nullForZero(percentile) == null);
        }
        percentiles = Collections.unmodifiableMap(times);
    }

    @CheckForNull
    private static Double nullForZero(@CheckForNull Double time) {
        return time != null && time == 0 ? null : time;
    }

    /** Returns whether any response time was measured. */
    public boolean measured() {
        return max != null || average != null || !percentiles.isEmpty();
    }

    /** Returns response times whose 90th, 95th and 99th percentiles are taken from the reported ones. */
    public static ResponseTimes of(
            @CheckForNull Double average,
            @CheckForNull Double median,
            @CheckForNull Double min,
            @CheckForNull Double max,
            Map<String, Double> percentiles) {
        return new ResponseTimes(
                average,
                median,
                percentiles.get("90%"),
                percentiles.get("95%"),
                percentiles.get("99%"),
                min,
                max,
                percentiles);
    }
}
