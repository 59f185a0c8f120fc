package io.jenkins.plugins.locustswarm.engine.stats.csv;

import java.util.List;
import java.util.Map;

/**
 * The headings of Locust's files in different versions. Versions 0.9 to 0.14 (requests_csv in their {@code stats.py}) use
 * different headings for the same columns from those since 1.0.
 */
final class Headings {

    private static final Map<String, String> OF_VERSION_0 = Map.of(
            "# requests", "Request Count",
            "# failures", "Failure Count",
            "Median response time", "Median Response Time",
            "Average response time", "Average Response Time",
            "Min response time", "Min Response Time",
            "Max response time", "Max Response Time",
            "Requests Failed/s", "Failures/s",
            "99.999", "99.999%");

    private Headings() {}

    /** Returns the headings that a current Locust would write. */
    static List<String> current(List<String> headings) {
        boolean version0 = headings.contains("# requests");
        return headings.stream()
                .map(heading -> version0 && heading.equals("Method")
                        ? "Type"
                        : heading) // current files of failures have a Method
                .map(heading -> OF_VERSION_0.getOrDefault(heading, heading))
                .toList();
    }
}
