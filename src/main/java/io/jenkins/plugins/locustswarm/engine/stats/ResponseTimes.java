package io.jenkins.plugins.locustswarm.engine.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Response times in ms, each as Locust reported it. Every figure is null when there was no request whose time was
 * measured, and a percentile also when the locustfile's {@code PERCENTILES_TO_REPORT} leaves it out. Locust keeps
 * percentiles and the median rounded, above 100 ms to two significant digits.
 *
 * <p>A locustfile can report requests without a response time ({@code response_time=None}). Where that was so for all
 * requests, Locust 2.12 to 2.47 writes 0 for every figure ({@code StatsEntry} in {@code stats.py}); where it was so for
 * some, 2.12 counts them for percentiles, and writes 0 for one that falls on them. None of these zeros is a time.
 *
 * @param percentiles all that were reported, by Locust's own heading ({@code 50%}, {@code 99.9%}), in its order
 */
public record ResponseTimes(
        Double average,
        Double median,
        Double p90,
        Double p95,
        Double p99,
        Double min,
        Double max,
        Map<String, Double> percentiles) {

    /** Of a row without requests. */
    public static final ResponseTimes NONE = of(null, null, null, null, Map.of());

    /** A shorter time may have a percentile of 0, since Locust rounds. */
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

    private static Double nullForZero(Double time) {
        return time != null && time == 0 ? null : time;
    }

    /** Whether the time of any request was measured. */
    public boolean measured() {
        return max != null || average != null || !percentiles.isEmpty();
    }

    /** Takes the fixed percentiles from those that were reported. */
    public static ResponseTimes of(
            Double average, Double median, Double min, Double max, Map<String, Double> percentiles) {
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
