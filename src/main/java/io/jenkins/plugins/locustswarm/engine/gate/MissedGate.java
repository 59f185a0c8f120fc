package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;

/** Describes a missed gate in a few words. */
public final class MissedGate {

    private MissedGate() {}

    /** Returns for example {@code failures 75.78% (gate: < 1%)}, or why the gate could not be evaluated. */
    public static String text(GateResult result) {
        Gate gate;
        try {
            gate = Gate.parse(result.gate());
        } catch (BadInputException e) { // a summary of another version
            return "gate " + result.gate() + " was missed: " + result.why();
        }
        String figure = (gate.name() == null ? "" : gate.name() + " ") + gate.metric();
        String sign = gate.comparison().sign();
        Double actual = result.actual();
        Double threshold = result.threshold();
        if (actual == null || threshold == null) {
            return "gate " + figure + " " + sign + " " + gate.threshold() + " could not be evaluated: " + result.why();
        }
        FigureText figures = new FigureText(gate.unit());
        String source = gate.threshold().unit() == Threshold.Unit.PERCENT_OF_BASELINE ? ", " + gate.threshold() : "";
        return figure + " " + figures.show(actual, threshold) + " (gate: " + sign + " "
                + figures.show(threshold, actual) + source + ")";
    }
}
