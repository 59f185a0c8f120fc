package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Metric;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.report.chart.TrendMetric;
import io.jenkins.plugins.locustswarm.report.kept.GateOutcome;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.List;
import java.util.Optional;

/**
 * The threshold of a gate in a trend chart.
 *
 * @param metric the id of the metric
 * @param value the threshold, in the unit of the chart
 * @param text the gate, without the name of the requests
 */
record ThresholdMark(String metric, double value, String text) {

    private static final double PERCENT = 100;

    /** Returns the absolute gates of a test on a request name, or on all requests together. */
    static List<ThresholdMark> of(TestSummary test, RequestName request) {
        return test.getGates().stream()
                .flatMap(gate -> of(gate, request).stream())
                .toList();
    }

    private static Optional<ThresholdMark> of(GateOutcome outcome, RequestName request) {
        Double threshold = outcome.getThreshold();
        return threshold == null
                ? Optional.empty()
                : Gate.find(outcome.getGate())
                        .filter(gate -> !gate.comparesWithBaseline() && !gate.limitsChange() && gate.isAbout(request))
                        .flatMap(gate -> of(gate, threshold));
    }

    private static Optional<ThresholdMark> of(Gate gate, double threshold) {
        double scale = gate.unit() == GateResult.Unit.RATIO ? PERCENT : 1;
        String text = gate.metric() + " " + gate.sign() + " " + gate.threshold();
        return metric(gate).map(metric -> new ThresholdMark(metric.id(), threshold * scale, text));
    }

    /** Returns the metric of the chart that the gate limits; empty if the chart does not show it. */
    private static Optional<TrendMetric> metric(Gate gate) {
        Metric metric = gate.metric();
        return Optional.ofNullable(
                switch (metric.kind()) {
                    case MEDIAN -> TrendMetric.MEDIAN;
                    case RPS -> TrendMetric.REQUESTS_PER_SECOND;
                    case FAILURES -> gate.unit() == GateResult.Unit.RATIO ? TrendMetric.FAILURE_PERCENT : null;
                    case PERCENTILE -> percentile(metric.percentile());
                    case REQUESTS, AVERAGE, MIN, MAX -> null;
                });
    }

    @CheckForNull
    private static TrendMetric percentile(String heading) {
        return switch (heading) {
            case "50%" -> TrendMetric.MEDIAN;
            case "95%" -> TrendMetric.P95;
            case "99%" -> TrendMetric.P99;
            default -> null;
        };
    }
}
