package io.jenkins.plugins.locustswarm.steps.form;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.Locale;

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

    /** Returns the criticality of gates that make a run unstable or failed. */
    static GateCriticality of(Verdict verdict) {
        return verdict == Verdict.FAILED ? FAILURE : UNSTABLE;
    }

    /**
     * Reads a criticality in any case, also {@code failed}, as the command calls it.
     *
     * @throws BadInputException if there is no such criticality
     */
    static GateCriticality parse(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "UNSTABLE" -> UNSTABLE;
            case "FAILURE", "FAILED" -> FAILURE;
            default ->
                throw new BadInputException(
                        "\"" + text.strip() + "\" is not a valid criticality of a gate: use 'UNSTABLE' or 'FAILURE'.");
        };
    }

    Verdict verdict() {
        return verdict;
    }

    public String getDisplayName() {
        return this == UNSTABLE ? Messages.GateCriticality_Unstable() : Messages.GateCriticality_Failure();
    }
}
