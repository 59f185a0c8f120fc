package io.jenkins.plugins.locustswarm.report.trend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import java.util.ArrayList;
import java.util.List;

/**
 * The response times that a user has chosen; stored in the browser.
 *
 * @param times in the order of their lines; never empty
 */
record TrendChoice(List<TrendMetric> times) {

    static final List<TrendMetric> TIMES = List.of(TrendMetric.MEDIAN, TrendMetric.P95, TrendMetric.P99);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param configuration the JSON of the dialog, from a browser; all times are shown if it is invalid */
    static TrendChoice of(String configuration) {
        try {
            JsonNode metrics = MAPPER.readTree(configuration).path("metrics");
            List<TrendMetric> chosen = TIMES.stream()
                    .filter(metric -> metrics.path(metric.name()).asBoolean(metrics.isMissingNode()))
                    .toList();
            return new TrendChoice(chosen.isEmpty() ? TIMES : chosen);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new TrendChoice(TIMES);
        }
    }

    /** Returns the metrics of the chart: the chosen times, and those that are always shown. */
    List<TrendMetric> metrics() {
        List<TrendMetric> metrics = new ArrayList<>(times);
        metrics.add(TrendMetric.REQUESTS_PER_SECOND);
        metrics.add(TrendMetric.FAILURE_PERCENT);
        return metrics;
    }
}
