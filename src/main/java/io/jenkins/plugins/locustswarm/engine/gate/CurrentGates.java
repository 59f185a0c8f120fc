package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import java.util.List;

/** Evaluates gates while a load is running, by the figures so far. */
public final class CurrentGates {

    private CurrentGates() {}

    /** Returns whether the figures of the run alone decide about the gate, without those of other runs. */
    public static boolean canBeEvaluated(Gate gate) {
        return !gate.comparesWithBaseline() && !gate.limitsChange();
    }

    /**
     * Returns the results of those gates that {@linkplain #canBeEvaluated can be evaluated}, and whose figures Locust has.
     *
     * @param soFar Locust's statistics since the load began
     */
    public static List<GateResult> judge(List<Gate> gates, Load load, StatsCsv soFar) {
        List<Gate> evaluated =
                gates.stream().filter(CurrentGates::canBeEvaluated).toList();
        RunSummary run = RunSummary.builder(load, soFar.aggregated())
                .names(soFar.names())
                .build();
        return Gates.judge(evaluated, run, null, MissingBaseline.MISSES_GATE).gates().stream()
                .filter(result -> result.actual() != null)
                .toList();
    }
}
