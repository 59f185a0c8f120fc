package io.jenkins.plugins.locustswarm.report.trend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import java.util.List;

/**
 * Which response times a user wants to see. The browser remembers it.
 *
 * @param times in the order in which they are drawn; never empty
 */
record TrendChoice(List<TrendMetric> times) {

    static final List<TrendMetric> ALL = List.of(TrendMetric.MEDIAN, TrendMetric.P95, TrendMetric.P99);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param configuration JSON of the chart's dialog, from a browser; what is none of it means all */
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
