package io.jenkins.plugins.locustswarm.cli.home;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;

/** Another command has a lock; it may release it soon. */
public final class InUseException extends BadInputException {

    private static final long serialVersionUID = 1L;

    private final String who;

    InUseException(String what, String holder) {
        this(what + " is in use by " + holder + ".");
    }

    private InUseException(String who) {
        super(who + " Wait until that command has ended, or end it.");
        this.who = who;
    }

    /** Returns the sentence that says what is in use, and by which command. */
    public String who() {
        return who;
    }
}
