package io.jenkins.plugins.locustswarm.engine.stats;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The verdict on a run, from best to worst. */
public enum Verdict {
    /** The load was what was asked for, and no gate was missed. */
    @JsonProperty("ok")
    OK,
    /** There are figures, but the load was not what was asked for, or a gate was missed. */
    @JsonProperty("unstable")
    UNSTABLE,
    /** There are no usable figures, or a gate with the criticality {@code failed} was missed. */
    @JsonProperty("failed")
    FAILED;

    /** Returns the worse of the two verdicts. */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
