package io.jenkins.plugins.locustswarm.engine.stats;

/**
 * What became of a gate.
 *
 * @param gate the gate as text, for example {@code GET /kandus/[id] p99 < 1500 failed}
 * @param actual the run's figure, in ms, requests a second, requests, or as a ratio (0.01 is 1 %); null when there is
 *     none
 * @param threshold what it was compared with, in the same unit; null when it could not be known
 * @param baseline the same figure of the run that this one was compared with, in the same unit; null when the gate
 *     looks at no other run, or that run has none
 * @param criticality what missing it means: {@link Verdict#UNSTABLE} or {@link Verdict#FAILED}
 * @param passed whether the gate holds; a gate that could not be evaluated does not
 * @param why the comparison in words, or why there was none
 */
public record GateResult(
        String gate,
        Double actual,
        Double threshold,
        Double baseline,
        Verdict criticality,
        boolean passed,
        String why) {

    /** What this gate makes of the run. */
    public Verdict verdict() {
        return passed ? Verdict.OK : criticality;
    }
}
