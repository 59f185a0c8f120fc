package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;

/** Describes a missed gate as a part of a sentence. */
public final class MissedGate {

    private static final String REQUESTS = metric(Metric.Kind.REQUESTS);
    private static final String FAILURES = metric(Metric.Kind.FAILURES);

    private final GateResult result;
    private final GateResult.Condition condition;
    private final double actual;
    private final double threshold;

    private MissedGate(GateResult result, GateResult.Condition condition, double actual, double threshold) {
        this.result = result;
        this.condition = condition;
        this.actual = actual;
        this.threshold = threshold;
    }

    private static String metric(Metric.Kind kind) {
        return new Metric(kind, null).toString();
    }

    /**
     * Returns for example {@code p95 1,240 ms is above the threshold of 800 ms},
     * {@code 3.1 % of POST /cart failed, above the threshold of 1 %} or
     * {@code p95 250 ms is 19 % over the 210 ms before #20 (gate: change < 10%)}, or why the gate could not be evaluated.
     */
    public static String text(GateResult result) {
        GateResult.Condition condition = result.condition();
        if (condition == null || result.unit() == null) { // a summary of an earlier version
            return "gate " + result.gate() + " was missed: " + result.why();
        }
        Double actual = result.actual();
        Double threshold = result.threshold();
        if (actual == null || threshold == null) {
            return "gate " + result.gate() + " could not be evaluated: " + result.why();
        }
        return condition.metric().endsWith(Gate.CHANGE)
                ? change(result, condition)
                : new MissedGate(result, condition, actual, threshold).text();
    }

    private static String change(GateResult result, GateResult.Condition condition) {
        String figure = condition.figure();
        return figure.substring(0, figure.length() - Gate.CHANGE.length()) + " " + result.why() + " (gate:"
                + Gate.CHANGE + " " + condition.comparison() + " " + condition.threshold() + ")";
    }

    private String text() {
        FigureText figures = new FigureText(result.unit());
        String figure = figures.show(actual, threshold);
        String gate = comparison() + " the threshold of " + figures.show(threshold, actual)
                + (result.baseline() == null ? "" : " (" + condition.threshold() + ")");
        if (condition.metric().equals(FAILURES)) {
            return failures(figure) + " failed, " + gate;
        }
        return condition.metric().equals(REQUESTS)
                ? number(figure, actual) + of("") + (actual == 1 ? " is " : " are ") + gate
                : condition.figure() + " " + figure + " is " + gate;
    }

    private String failures(String figure) {
        return result.unit() == GateResult.Unit.RATIO
                ? figure + of(" of all requests")
                : number(figure, actual) + of("");
    }

    private String of(String all) {
        return condition.name() == null ? all : " of " + condition.name();
    }

    private static String number(String figure, double number) {
        return figure + (number == 1 ? " request" : " requests");
    }

    /** A limit that is not part of the permitted range is missed by a figure that equals it. */
    private String comparison() {
        return switch (condition.comparison()) {
            case "<" -> actual == threshold ? "not below" : "above";
            case ">" -> actual == threshold ? "not above" : "below";
            case "<=" -> "above";
            case ">=" -> "below";
            default -> "not " + condition.comparison(); // of a later version
        };
    }
}
