package io.jenkins.plugins.locustswarm.engine.gate;

/**
 * How a gate that compares with the baseline is judged if there is no baseline, or it has no requests of the name in the
 * gate.
 *
 * @param passes whether the gate passes
 * @param why the reason if there is no baseline, as the gate's result states it
 */
public record MissingBaseline(boolean passes, String why) {

    /** The gate is missed, because a gate that cannot be evaluated proves nothing. */
    public static final MissingBaseline MISSES_GATE =
            new MissingBaseline(false, "there is no baseline to compare with");

    /**
     * The gate passes, for example in the first of a series of runs, which is the baseline of the second, or in the first one
     * that makes some requests.
     *
     * @param why the reason if there is no baseline, as the gate's result states it
     */
    public static MissingBaseline passesGate(String why) {
        return new MissingBaseline(true, why);
    }
}
