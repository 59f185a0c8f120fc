package io.jenkins.plugins.locustswarm.report.timeline;

import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Metric;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.report.chart.ChartLine;
import io.jenkins.plugins.locustswarm.report.chart.ChartThreshold;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The gates whose thresholds are values of a line: those on percentiles, the median and requests per second. A gate on failures
 * is about a count or a ratio of the whole run, which is no line; one on a change is about the mean of several runs, which is
 * none of this run.
 */
@Restricted(NoExternalUse.class)
public final class GateThresholds {

    private static final String MEDIAN = "50%";

    /** A gate with its result. */
    private record Judged(Gate gate, GateResult result) {}

    private final List<Judged> gates = new ArrayList<>();

    /**
     * @param results the results of all gates of the run
     * @param requests the requests that the chart is about
     */
    public GateThresholds(List<GateResult> results, RequestName requests) {
        for (GateResult result : results) {
            Gate.find(result.gate())
                    .filter(gate -> result.threshold() != null && !gate.limitsChange() && gate.isAbout(requests))
                    .ifPresent(gate -> gates.add(new Judged(gate, result)));
        }
    }

    /** Returns the percentiles that gates are about, as Locust's headings. */
    public Set<String> percentiles() {
        return gates.stream()
                .map(judged -> percentile(judged.gate().metric()))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static Optional<String> percentile(Metric metric) {
        return metric.kind() == Metric.Kind.MEDIAN ? Optional.of(MEDIAN) : Optional.ofNullable(metric.percentile());
    }

    /** Returns the thresholds, in the order of the gates. */
    public List<ChartThreshold> thresholds() {
        List<ChartThreshold> thresholds = new ArrayList<>();
        for (Judged judged : gates) {
            line(judged.gate().metric()).ifPresent(line -> thresholds.add(threshold(line, judged)));
        }
        return thresholds;
    }

    private static Optional<String> line(Metric metric) {
        return metric.kind() == Metric.Kind.RPS
                ? Optional.of(ChartLine.REQUESTS)
                : percentile(metric).map(ChartLine::percentile);
    }

    private static ChartThreshold threshold(String line, Judged judged) {
        double value = judged.result().threshold();
        String text = judged.gate().metric() + " "
                + judged.gate().sign() + " "
                + new FigureFormat().gate(judged.gate().unit(), value);
        return new ChartThreshold(line, value, text, judged.result().passed());
    }
}
