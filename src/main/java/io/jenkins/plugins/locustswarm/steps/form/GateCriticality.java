package io.jenkins.plugins.locustswarm.steps.form;

import io.jenkins.plugins.locustswarm.engine.stats.Verdict;

/** What missing a gate makes of the build. */
public enum GateCriticality {
    /** The build is unstable and goes on. */
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
