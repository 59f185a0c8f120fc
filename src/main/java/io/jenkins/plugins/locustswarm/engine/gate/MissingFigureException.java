package io.jenkins.plugins.locustswarm.engine.gate;

/** A run does not have the figure that a gate compares. The message is the reason, as the gate's result states it. */
public final class MissingFigureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean nameUnknown;

    MissingFigureException(String why) {
        this(why, false);
    }

    /** @param nameUnknown whether the run is known to have no requests of the name in the gate */
    MissingFigureException(String why, boolean nameUnknown) {
        super(why);
        this.nameUnknown = nameUnknown;
    }

    boolean isNameUnknown() {
        return nameUnknown;
    }
}
