package io.jenkins.plugins.locustswarm.engine.stats.csv;

import java.util.List;
import java.util.Map;

/**
 * Headings of Locust's files through its versions. 0.9 to 0.14 (requests_csv in their {@code stats.py}) say with other
 * words what every version since 1.0 says; what is right for those stays as it is.
 */
final class Headings {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

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

    /** The headings that a current Locust would write for these. */
    static List<String> ofToday(List<String> headings) {
        boolean old = headings.contains("# requests");
        return headings.stream()
                .map(heading -> heading.startsWith(BYTE_ORDER_MARK) ? heading.substring(1) : heading)
                .map(heading -> old && heading.equals("Method") ? "Type" : heading) // other files have a Method today
                .map(heading -> OF_VERSION_0.getOrDefault(heading, heading))
                .toList();
    }
}
