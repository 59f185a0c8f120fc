package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;

/** Describes a missed gate in a few words. */
public final class MissedGate {

    private MissedGate() {}

    /**
     * Returns for example {@code failures 75.78% (gate: < 1%)} or
     * {@code p95 250 ms is 19.0 % over the 210 ms before #20 (gate: change < 10%)}, or why the gate could not be evaluated.
     */
    public static String text(GateResult result) {
        GateResult.Condition condition = result.condition();
        if (condition == null || result.unit() == null) { // a summary of an earlier version
            return "gate " + result.gate() + " was missed: " + result.why();
        }
        Double actual = result.actual();
        Double threshold = result.threshold();
        if (actual == null || threshold == null) {
            return "gate " + condition.figure() + " " + condition.comparison() + " " + condition.threshold()
                    + " could not be evaluated: " + result.why();
        }
        if (condition.metric().endsWith(Gate.CHANGE)) {
            String figure = condition.figure();
            return figure.substring(0, figure.length() - Gate.CHANGE.length()) + " " + result.why() + " (gate:"
                    + Gate.CHANGE + " " + condition.comparison() + " " + condition.threshold() + ")";
        }
        FigureText figures = new FigureText(result.unit());
        String source = result.baseline() == null ? "" : ", " + condition.threshold();
        return condition.figure() + " " + figures.show(actual, threshold) + " (gate: " + condition.comparison() + " "
                + figures.show(threshold, actual) + source + ")";
    }
}
