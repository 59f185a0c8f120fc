package io.jenkins.plugins.locustswarm.engine.stats;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a run is worth, from best to worst. */
public enum Verdict {
    /** The load was what was asked, and no gate was missed. */
    @JsonProperty("ok")
    OK,
    /** The numbers are there, but the load was not what was asked, or a gate was missed. */
    @JsonProperty("unstable")
    UNSTABLE,
    /** There are no numbers to go by, or a gate that means failure was missed. */
    @JsonProperty("failed")
    FAILED;

    /** The worse of the two. */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
