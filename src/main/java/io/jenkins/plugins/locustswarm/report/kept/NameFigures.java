package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Locust's figures for one request name or for all, as {@code build.xml} stores them: with six significant digits. */
@ExportedBean(defaultVisibility = 3)
public final class NameFigures {

    private static final int COLUMNS = 12;

    private final NameStats stats;

    public NameFigures(NameStats stats) {
        this.stats = stats;
    }

    /** Parses a {@link #line}. */
    public static NameFigures parse(String line) {
        List<String> values = TabSeparatedLine.values(line, COLUMNS);
        Map<String, Double> percentiles = new LinkedHashMap<>();
        put(percentiles, "90%", values.get(6));
        put(percentiles, "95%", values.get(7));
        put(percentiles, "99%", values.get(8));
        ResponseTimes times = ResponseTimes.of(
                TabSeparatedLine.number(values.get(5)),
                TabSeparatedLine.number(values.get(4)),
                TabSeparatedLine.number(values.get(3)),
                TabSeparatedLine.number(values.get(9)),
                percentiles);
        long requests = Long.parseLong(values.get(0));
        long failures = Long.parseLong(values.get(1));
        double perSecond = Double.parseDouble(values.get(2));
        return new NameFigures(NameStats.of(values.get(10), values.get(11), requests, failures, perSecond, times));
    }

    private static void put(Map<String, Double> percentiles, String heading, String value) {
        if (!value.isEmpty()) {
            percentiles.put(heading, TabSeparatedLine.number(value));
        }
    }

    /** Formats the figures for {@link #parse}. */
    public String line() {
        ResponseTimes times = stats.responseTimes();
        return TabSeparatedLine.line(
                stats.requests(),
                stats.failures(),
                stats.requestsPerSecond(),
                times.min(),
                times.median(),
                times.average(),
                times.p90(),
                times.p95(),
                times.p99(),
                times.max(),
                stats.type(),
                stats.name());
    }

    public NameStats stats() {
        return stats;
    }

    /** The id of the name in URLs. */
    public String getId() {
        return NameId.of(stats.type(), stats.name());
    }

    /** Type and name, as Locust shows them. Untrusted text. */
    public String getDisplayName() {
        return stats.type().isEmpty() ? stats.name() : stats.type() + " " + stats.name();
    }

    /** The type of the request, such as the HTTP method; may be empty. */
    @Exported
    public String getType() {
        return stats.type();
    }

    /** The name of the request. Untrusted text. */
    @Exported
    public String getName() {
        return stats.name();
    }

    /** The number of completed requests, including failed ones. */
    @Exported
    public long getRequests() {
        return stats.requests();
    }

    @Exported
    public long getFailures() {
        return stats.failures();
    }

    /** The ratio of failures to requests, 0 to 1; absent without requests. */
    @Exported
    @CheckForNull
    public Double getFailureRatio() {
        return stats.failureRatio();
    }

    @Exported
    public double getRequestsPerSecond() {
        return stats.requestsPerSecond();
    }

    /** In ms, like the following figures; absent if Locust reported none. */
    @Exported
    @CheckForNull
    public Double getMin() {
        return stats.responseTimes().min();
    }

    @Exported
    @CheckForNull
    public Double getMedian() {
        return stats.responseTimes().median();
    }

    @Exported
    @CheckForNull
    public Double getAverage() {
        return stats.responseTimes().average();
    }

    @Exported
    @CheckForNull
    public Double getP90() {
        return stats.responseTimes().p90();
    }

    @Exported
    @CheckForNull
    public Double getP95() {
        return stats.responseTimes().p95();
    }

    @Exported
    @CheckForNull
    public Double getP99() {
        return stats.responseTimes().p99();
    }

    @Exported
    @CheckForNull
    public Double getMax() {
        return stats.responseTimes().max();
    }
}
