package io.jenkins.plugins.locustswarm.engine.text;

/** What a report says about figures without the ramp. */
public final class RampText {

    /** For a run whose statistics Locust reset when all users were started. */
    public static final String LEFT_OUT =
            "The ramp-up is not in these figures, nor in those of the gates: Locust reset its"
                    + " statistics when all users were started.";

    private RampText() {}
}
