package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.trend.HoldingChanges;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import java.util.List;

/** Judges a run by gates. A gate that cannot be evaluated is missed; its result states the reason. */
public final class Gates {

    /** The name of the run that is judged, in sentences. */
    static final String THIS_RUN = "this run";

    private Gates() {}

    /**
     * Returns the same run with the result of each gate, the verdict that follows from them, and, if there is a
     * history, its changes that hold in this run.
     *
     * @param earlier what gates can compare the run with
     */
    public static RunSummary judge(List<Gate> gates, RunSummary summary, EarlierRuns earlier) {
        HoldingChanges changes = HoldingChanges.of(earlier.history(), PastRun.of(THIS_RUN, summary));
        RunSummary judged = summary.withGates(gates.stream()
                .map(gate ->
                        gate.limitsChange() ? ChangeGate.judge(gate, summary, changes) : judge(gate, summary, earlier))
                .toList());
        return earlier.history().isEmpty() ? judged : judged.withChanges(changes.mostCertain());
    }

    /**
     * Returns the same run with the result of each gate, and the verdict that follows from them.
     *
     * @param baseline the run that gates can compare with; absent if there is none
     * @param missing how gates that compare with the baseline are judged if it is absent, or has no requests of the
     *     name in the gate
     */
    public static RunSummary judge(
            List<Gate> gates, RunSummary summary, @CheckForNull RunSummary baseline, MissingBaseline missing) {
        return judge(gates, summary, new EarlierRuns(baseline, missing, List.of()));
    }

    private static GateResult judge(Gate gate, RunSummary summary, EarlierRuns earlier) {
        RunSummary baseline = earlier.baseline();
        Double actual = null;
        try {
            actual = figure(gate, summary, THIS_RUN);
            if (!gate.comparesWithBaseline()) {
                return compare(gate, actual);
            }
        } catch (MissingFigureException e) {
            return notCompared(gate, actual, false, e.getMessage());
        }
        MissingBaseline missing = earlier.missing();
        if (baseline == null) {
            return notCompared(gate, actual, missing.passes(), missing.why());
        }
        try {
            return compare(gate, actual, figure(gate, baseline, "the baseline"), BaselineRemark.of(summary, baseline));
        } catch (MissingFigureException e) {
            return notCompared(gate, actual, e.isNameUnknown() && missing.passes(), e.getMessage());
        }
    }

    private static GateResult compare(Gate gate, double actual) {
        double threshold = gate.threshold().value();
        boolean passed = gate.comparison().holds(actual, threshold);
        return gate.result(actual, threshold, null, passed, comparison(gate, actual, threshold, passed));
    }

    private static GateResult compare(Gate gate, double actual, double baseline, String remark) {
        if (baseline == 0) {
            return compareWithZero(gate, actual, remark);
        }
        double threshold = gate.threshold().of(baseline);
        boolean passed = gate.comparison().holds(actual, threshold);
        String why = comparison(gate, actual, threshold, passed) + " ("
                + gate.threshold().number().toPlainString() + " % of the baseline's "
                + new FigureText(gate.unit()).show(baseline) + ")" + remark;
        return gate.result(actual, threshold, baseline, passed, why);
    }

    /**
     * Any percentage of zero is zero, so that "failures < 110% of baseline" could never hold: a run that is as good as
     * a baseline without failures passes.
     */
    private static GateResult compareWithZero(Gate gate, double actual, String remark) {
        FigureText figures = new FigureText(gate.unit());
        boolean passed = actual == 0 || gate.comparison().holds(actual, 0);
        String why = actual == 0
                ? figures.show(actual) + ", the same as the baseline"
                : figures.show(actual, 0) + " is more than the baseline's " + figures.show(0);
        return gate.result(actual, 0.0, 0.0, passed, why + remark);
    }

    private static String comparison(Gate gate, double actual, double threshold, boolean passed) {
        FigureText figures = new FigureText(gate.unit());
        return figures.show(actual, threshold) + (passed ? " " : " is not ")
                + gate.comparison().sign() + " " + figures.show(threshold, actual);
    }

    private static GateResult notCompared(Gate gate, @CheckForNull Double actual, boolean passed, String why) {
        Double threshold = gate.comparesWithBaseline()
                ? null
                : Double.valueOf(gate.threshold().value());
        return gate.result(actual, threshold, null, passed, why);
    }

    /** @param run what a sentence calls the run */
    static double figure(Gate gate, RunSummary summary, String run) throws MissingFigureException {
        NameStats stats = RequestLookup.find(gate.name(), summary, run);
        if (stats.requests() == 0) {
            throw new MissingFigureException(
                    run + " made no requests" + (summary.leavesOutRamp() ? " after the ramp-up" : ""));
        }
        Double figure = gate.unit() == GateResult.Unit.RATIO
                ? stats.failureRatio()
                : gate.metric().of(stats);
        if (figure == null) {
            throw new MissingFigureException(missing(gate.metric(), stats, run));
        }
        return figure;
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
