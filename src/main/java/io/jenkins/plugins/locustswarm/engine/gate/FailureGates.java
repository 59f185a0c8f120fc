package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stop.ThresholdComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells which request names are the reason for missed gates on failures.
 *
 * <p>A gate that names requests judges these requests only. A gate on the failures of all requests judges, if it was missed,
 * every other name by the same condition: with {@code failures < 1%}, each name with at least 1 % of failed requests is a
 * reason. If the gate limits a number of requests and no name alone exceeds it, no name is.
 */
public final class FailureGates {

    /** @param row the requests that the gate is about */
    private record OnFailures(GateResult result, ThresholdComparison comparison, NameStats row) {}

    private static final String FAILURES = new Metric(Metric.Kind.FAILURES, null).toString();

    private final NameStats total;
    private final List<OnFailures> gates = new ArrayList<>();

    private FailureGates(NameStats total) {
        this.total = total;
    }

    /** Returns the gates on failures by which a run was judged. */
    public static FailureGates of(RunSummary summary) {
        FailureGates gates = new FailureGates(summary.total());
        for (GateResult result : summary.gates()) {
            OnFailures onFailures = onFailures(result, summary);
            if (onFailures != null) {
                gates.gates.add(onFailures);
            }
        }
        gates.gates.sort(Comparator.comparing((OnFailures gate) -> gate.result().verdict())
                .reversed());
        return gates;
    }

    @CheckForNull
    private static OnFailures onFailures(GateResult result, RunSummary summary) {
        GateResult.Condition condition = result.condition();
        if (condition == null || !FAILURES.equals(condition.metric())) { // absent in summaries of earlier versions
            return null;
        }
        Optional<ThresholdComparison> comparison = ThresholdComparison.of(condition.comparison());
        if (comparison.isEmpty()) { // of a later version
            return null;
        }
        try {
            NameStats row = RequestLookup.find(condition.name(), summary, "this run");
            return new OnFailures(result, comparison.get(), row);
        } catch (BadInputException | MissingFigureException e) {
            return null; // requests that were not made
        }
    }

    /**
     * Returns the missed gate with the worst verdict that these requests are a reason for.
     *
     * @param name one of the summary's names
     */
    public Optional<GateResult> missedBy(NameStats name) {
        List<OnFailures> own =
                gates.stream().filter(gate -> gate.row().equals(name)).toList();
        return (own.isEmpty() ? gates.stream().filter(gate -> isExceededBy(name, gate)) : own.stream())
                .map(OnFailures::result)
                .filter(result -> !result.passed())
                .findFirst();
    }

    private boolean isExceededBy(NameStats name, OnFailures gate) {
        ThresholdComparison comparison = gate.comparison();
        boolean isLimit = comparison == ThresholdComparison.BELOW || comparison == ThresholdComparison.AT_MOST;
        Double ratio = name.failureRatio();
        Double threshold = gate.result().threshold();
        if (!isLimit || !gate.row().equals(total) || name.failures() == 0 || ratio == null || threshold == null) {
            return false;
        }
        double failures = gate.result().unit() == GateResult.Unit.RATIO ? ratio : name.failures();
        return !comparison.holds(failures, threshold);
    }
}
