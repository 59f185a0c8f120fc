package io.jenkins.plugins.locustswarm.report.live;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;

/** A gate of a running test, by the figures so far. Its texts can contain the name of requests, and are untrusted. */
public final class LiveGate {

    /** The state of a gate by the figures so far. */
    public enum State {
        /** The gate would be missed if the load ended now. */
        AT_RISK,
        /** The gate asks for more requests than there were so far, which is normal during the load. */
        NOT_YET,
        HOLDS
    }

    private final GateResult result;

    LiveGate(GateResult result) {
        this.result = result;
    }

    public State getState() {
        if (result.passed()) {
            return State.HOLDS;
        }
        boolean isCount = result.unit() == GateResult.Unit.COUNT
                && result.condition() != null
                && result.condition().comparison().startsWith(">");
        return isCount ? State.NOT_YET : State.AT_RISK;
    }

    /** Returns the name and the metric, for example {@code GET /cart p95}. */
    public String getFigure() {
        return result.condition() == null ? result.gate() : result.condition().figure();
    }

    /** Returns the figure so far with its unit. */
    public String getActual() {
        return new FigureFormat().gate(result.unit(), result.actual());
    }

    /** Returns the comparison and the threshold, for example {@code < 800 ms}. */
    public String getLimit() {
        String sign = result.condition() == null ? "" : result.condition().comparison() + " ";
        return sign + new FigureFormat().gate(result.unit(), result.threshold());
    }
}
