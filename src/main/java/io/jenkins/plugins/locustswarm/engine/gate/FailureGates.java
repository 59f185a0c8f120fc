package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
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
    private record OnFailures(GateResult result, Comparison comparison, NameStats row) {}

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
        try {
            return new OnFailures(
                    result,
                    Comparison.parse(condition.comparison()),
                    RequestRow.find(condition.name(), summary, "this run"));
        } catch (BadInputException | MissingFigureException e) {
            return null; // a comparison of a later version, or requests that were not made
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
        Comparison comparison = gate.comparison();
        boolean isLimit = comparison == Comparison.LESS || comparison == Comparison.AT_MOST;
        Double ratio = name.failureRatio();
        Double threshold = gate.result().threshold();
        if (!isLimit || !gate.row().equals(total) || name.failures() == 0 || ratio == null || threshold == null) {
            return false;
        }
        double failures = gate.result().unit() == GateResult.Unit.RATIO ? ratio : name.failures();
        return !comparison.holds(failures, threshold);
    }
}
