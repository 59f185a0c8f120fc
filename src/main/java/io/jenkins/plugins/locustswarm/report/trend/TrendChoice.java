package io.jenkins.plugins.locustswarm.report.trend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import java.util.List;

/**
 * The response times that a user has chosen; stored in the browser.
 *
 * @param times in the order of their lines; never empty
 */
record TrendChoice(List<TrendMetric> times) {

    static final List<TrendMetric> ALL = List.of(TrendMetric.MEDIAN, TrendMetric.P95, TrendMetric.P99);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param configuration the JSON of the dialog, from a browser; all times are shown if it is invalid */
    static TrendChoice of(String configuration) {
        try {
            JsonNode metrics = MAPPER.readTree(configuration).path("metrics");
            List<TrendMetric> chosen = ALL.stream()
                    .filter(metric -> metrics.path(metric.name()).asBoolean(metrics.isMissingNode()))
                    .toList();
            return new TrendChoice(chosen.isEmpty() ? ALL : chosen);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new TrendChoice(ALL);
        }
    }
}
