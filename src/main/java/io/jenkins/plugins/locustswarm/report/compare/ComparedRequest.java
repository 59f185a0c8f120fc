package io.jenkins.plugins.locustswarm.report.compare;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.engine.trend.RunComparison;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The figures of a request name, or of all requests together, in two runs. The page reads the getters. */
public final class ComparedRequest {

    /** A figure that was 0 has no relative change; it counts as this many times as large. */
    private static final double FROM_ZERO = 10;

    /** Percentages have one decimal. */
    private static final double ROUNDING = 1000;

    private final RequestName name;
    private final @CheckForNull NameStats before;
    private final @CheckForNull NameStats after;
    private final Map<Figure, Difference> relevant;
    private final double share;
    private final boolean mayBeLeftOut;

    /**
     * @param relevant the differences that matter
     * @param share the part of the response time of all requests, 0 to 1, in the run where it is larger
     * @param mayBeLeftOut whether a run without this name has names whose figures it does not keep
     */
    ComparedRequest(RunComparison.Row row, Map<Figure, Difference> relevant, double share, boolean mayBeLeftOut) {
        this.name = row.request();
        this.before = row.before();
        this.after = row.after();
        this.relevant = relevant;
        this.share = share;
        this.mayBeLeftOut = mayBeLeftOut;
    }

    /** Returns the id of the name in URLs. */
    public String getId() {
        return NameId.of(name.type(), name.name());
    }

    /** The type of the requests; may be empty. */
    public String getType() {
        return name.type();
    }

    /** The name of the requests. Untrusted text. */
    public String getName() {
        return name.name();
    }

    /** Type and name, as Locust shows them. Untrusted text. */
    public String getDisplayName() {
        return name.text();
    }

    /** Returns whether only the other run has figures of such requests. */
    public boolean isGone() {
        return after == null;
    }

    /** Returns whether only this run has figures of such requests. */
    public boolean isNew() {
        return before == null;
    }

    /**
     * Returns whether the run without figures of such requests may have had some: it keeps only the figures of its most
     * requested names.
     */
    public boolean isMayBeLeftOut() {
        return mayBeLeftOut;
    }

    public String getRequestsBefore() {
        return new FigureFormat().count(before == null ? null : before.requests());
    }

    public String getRequestsAfter() {
        return new FigureFormat().count(after == null ? null : after.requests());
    }

    /** Returns the number of requests of this run, for sorting. */
    public long getRequests() {
        return after == null ? 0 : after.requests();
    }

    /** Returns the figures: median, average, p95, p99, requests per second and failures. */
    public List<ComparedFigure> getFigures() {
        return Arrays.stream(Figure.values())
                .map(figure -> new ComparedFigure(figure, before, after, relevant.containsKey(figure)))
                .toList();
    }

    /** Returns the part of the response time of all requests, for example {@code 12.5 %}. */
    public String getShare() {
        return new FigureFormat().percent(Math.round(share * ROUNDING) / ROUNDING);
    }

    /** Returns the weight as text, in percent without the sign; a dash if nothing matters. */
    public String getWeightText() {
        double weight = getWeight();
        return weight == 0
                ? new FigureFormat().count(null)
                : new FigureFormat().rate(Math.max(0.1, Math.round(weight * ROUNDING) / 10.0));
    }

    /**
     * Returns the weight: the share times the largest difference that matters; of a name that one run does not have,
     * the share.
     */
    public double getWeight() {
        if (before == null || after == null) {
            return share;
        }
        return share
                * relevant.values().stream()
                        .mapToDouble(difference -> Math.min(FROM_ZERO, difference.size()))
                        .max()
                        .orElse(0);
    }

    RequestName name() {
        return name;
    }

    double share() {
        return share;
    }
}
