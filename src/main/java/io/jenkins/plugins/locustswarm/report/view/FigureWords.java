package io.jenkins.plugins.locustswarm.report.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import java.util.Arrays;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Names of figures and of the requests that they are about, in the language of the reader. */
@Restricted(NoExternalUse.class)
public final class FigureWords {

    private final FigureFormat format = new FigureFormat();

    /** Returns the name of a figure. */
    public String name(Figure figure) {
        return switch (figure) {
            case AVERAGE -> Messages.Figure_average();
            case FAILURES -> Messages.Figure_failures();
            case MEDIAN, P95, P99, RPS ->
                metric(figure.toString()).map(TrendMetric::title).orElseThrow();
        };
    }

    /**
     * Returns the name of a figure.
     *
     * @param metric its name in JSON, for example {@code rps}; one of a later version stays as it is
     */
    public String name(String metric) {
        return Figure.named(metric).map(this::name).orElse(metric);
    }

    private static Optional<TrendMetric> metric(String id) {
        return Arrays.stream(TrendMetric.values())
                .filter(metric -> metric.id().equals(id))
                .findFirst();
    }

    /** Returns what requests are called: type and name in a line, or that they are all together. Untrusted text. */
    public String requests(String type, String name) {
        RequestName requests = new RequestName(type, name);
        return requests.equals(RequestName.AGGREGATED)
                ? Messages.Requests_all()
                : Printable.line(requests.text().strip());
    }

    /** Returns the name of a figure, and the name of its requests if it is not of all together. Untrusted text. */
    public String figure(String metric, String type, String name) {
        return new RequestName(type, name).equals(RequestName.AGGREGATED)
                ? name(metric)
                : Messages.Figure_of(name(metric), requests(type, name));
    }

    /**
     * Returns a change in a few words, for example {@code p95 of GET /cart +19 %}. Untrusted text.
     *
     * @param ratio its relative size; absent if the figure was 0
     * @param after the figure after it
     */
    public String change(String metric, String type, String name, @CheckForNull Double ratio, double after) {
        String size = ratio == null ? Messages.Change_fromZeroTo(format.followed(metric, after)) : format.change(ratio);
        return Messages.Figure_change(figure(metric, type, name), size);
    }
}
