package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.util.List;

/** Judges a run by gates. A gate that cannot be evaluated is missed, and says why. */
public final class Gates {

    private Gates() {}

    /**
     * The same run with what became of each gate, and the verdict that follows.
     *
     * @param baseline the run that gates may compare with; null when there is none
     */
    public static RunSummary judge(List<Gate> gates, RunSummary summary, RunSummary baseline) {
        return summary.withGates(
                gates.stream().map(gate -> judge(gate, summary, baseline)).toList());
    }

    private static GateResult judge(Gate gate, RunSummary summary, RunSummary baseline) {
        Reading actual = read(gate, summary, "this run");
        if (actual.problem() != null) {
            return missed(gate, null, actual.problem());
        }
        Figures figures = Figures.of(gate.metric(), gate.threshold().isRatio(gate.metric()));
        if (gate.threshold().unit() != Threshold.Unit.PERCENT_OF_BASELINE) {
            return compare(gate, actual.figure(), gate.threshold().value(), null, figures);
        }
        if (baseline == null) {
            return missed(gate, actual.figure(), "there is no baseline to compare with");
        }
        Reading base = read(gate, baseline, "the baseline");
        if (base.problem() != null) {
            return missed(gate, actual.figure(), base.problem());
        }
        return compare(gate, actual.figure(), gate.threshold().value() * base.figure(), base.figure(), figures);
    }

    /** @param baseline null when the threshold is no part of it */
    private static GateResult compare(Gate gate, double actual, double threshold, Double baseline, Figures figures) {
        if (baseline != null && baseline == 0) {
            return compareWithZero(gate, actual, figures);
        }
        boolean passed = gate.comparison().holds(actual, threshold);
        String of = baseline == null
                ? ""
                : " (" + gate.threshold().number().toPlainString() + "% of the baseline's " + figures.show(baseline)
                        + ")";
        String why = figures.show(actual, threshold) + (passed ? " " : " is not ")
                + gate.comparison().sign() + " " + figures.show(threshold, actual) + of;
        return new GateResult(gate.toString(), actual, threshold, baseline, gate.criticality(), passed, why);
    }

    /** Any percentage of zero is zero. A run that is as good as a baseline without failures has not become worse. */
    private static GateResult compareWithZero(Gate gate, double actual, Figures figures) {
        boolean passed = actual == 0 || gate.comparison().holds(actual, 0);
        String why = actual == 0
                ? "it is " + figures.show(actual) + ", as in the baseline"
                : figures.show(actual, 0) + " is more than the baseline's " + figures.show(0);
        return new GateResult(gate.toString(), actual, 0.0, 0.0, gate.criticality(), passed, why);
    }

    private static GateResult missed(Gate gate, Double actual, String why) {
        Double threshold = gate.threshold().unit() == Threshold.Unit.PERCENT_OF_BASELINE
                ? null
                : Double.valueOf(gate.threshold().value());
        return new GateResult(gate.toString(), actual, threshold, null, gate.criticality(), false, why);
    }

    private record Reading(Double figure, String problem) {}

    private static Reading read(Gate gate, RunSummary summary, String run) {
        Row row = Row.of(gate.name(), summary, run);
        if (row.problem() != null) {
            return new Reading(null, row.problem());
        }
        NameStats stats = row.stats();
        if (stats.requests() == 0) {
            return new Reading(null, run + " made no requests");
        }
        Double figure = gate.threshold().isRatio(gate.metric())
                ? stats.failureRatio()
                : gate.metric().of(stats);
        return figure == null ? new Reading(null, missing(gate.metric(), stats, run)) : new Reading(figure, null);
    }

    private static String missing(Metric metric, NameStats stats, String run) {
        if (metric.isTime() && !stats.responseTimes().measured()) {
            return run + " has no response times: the locustfile reported " + stats.requests()
                    + (stats.requests() == 1 ? " request" : " requests") + " without one";
        }
        return metric.isTime()
                ? run + " has no " + metric + ": Locust reported "
                        + String.join(", ", stats.responseTimes().percentiles().keySet())
                : run + " has no " + metric + ": Locust reported 0 for " + stats.requests() + " requests";
    }
}
