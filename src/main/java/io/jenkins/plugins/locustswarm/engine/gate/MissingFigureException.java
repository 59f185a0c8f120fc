package io.jenkins.plugins.locustswarm.engine.gate;

/** A run does not have the figure that a gate compares. The message is the reason, as the gate's result states it. */
public final class MissingFigureException extends Exception {

    private static final long serialVersionUID = 1L;

    MissingFigureException(String why) {
        super(why);
    }
}
