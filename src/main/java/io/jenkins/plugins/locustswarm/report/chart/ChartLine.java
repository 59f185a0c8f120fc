package io.jenkins.plugins.locustswarm.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A figure of a run over time.
 *
 * @param id {@code users}, {@code requestsPerSecond}, {@code failuresPerSecond}, or a percentile of the response time in ms such
 *     as {@code p95}, where {@code p50} is the median
 * @param data the figure at each point; null where it is unknown
 */
@Restricted(NoExternalUse.class)
public record ChartLine(String id, List<Double> data) {

    public static final String USERS = "users";
    public static final String REQUESTS = "requestsPerSecond";
    public static final String FAILURES = "failuresPerSecond";

    /** Rounds the figures, for short JSON. */
    static ChartLine rounded(String id, List<Double> figures) {
        List<Double> data = new ArrayList<>();
        figures.forEach(figure -> data.add(Rounding.of(figure)));
        return new ChartLine(id, data);
    }

    /**
     * Returns the id of a percentile.
     *
     * @param heading as Locust writes it, for example {@code 95%}
     */
    public static String percentile(String heading) {
        return "p" + heading.substring(0, heading.length() - 1);
    }
}
