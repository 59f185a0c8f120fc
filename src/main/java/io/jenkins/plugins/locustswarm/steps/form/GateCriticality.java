package io.jenkins.plugins.locustswarm.steps.form;

import io.jenkins.plugins.locustswarm.engine.stats.Verdict;

/** The effect of a missed gate on the build. */
public enum GateCriticality {
    /** The build becomes unstable and continues. */
    UNSTABLE(Verdict.UNSTABLE),
    /** The step fails. */
    FAILURE(Verdict.FAILED);

    private final Verdict verdict;

    GateCriticality(Verdict verdict) {
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }

    public String getDisplayName() {
        return this == UNSTABLE ? Messages.GateCriticality_Unstable() : Messages.GateCriticality_Failure();
    }
}
