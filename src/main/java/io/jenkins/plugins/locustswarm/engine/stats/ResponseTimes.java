package io.jenkins.plugins.locustswarm.engine.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Response times in ms, each as Locust reported it. Every figure is null when there was no request, and a percentile
 * also when the locustfile's {@code PERCENTILES_TO_REPORT} leaves it out. Locust keeps percentiles and the median
 * rounded, above 100 ms to two significant digits.
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

    public ResponseTimes {
        percentiles = percentiles == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(percentiles));
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
