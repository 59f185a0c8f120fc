package io.jenkins.plugins.locustswarm.engine.failure;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** The swarm, or a run on it, could not be brought up, or its results could not be fetched. */
public class BringUpException extends SwarmException {

    private static final long serialVersionUID = 1L;

    public BringUpException(String sentence) {
        super(sentence);
    }

    public BringUpException(String sentence, @CheckForNull Throwable cause) {
        super(sentence, cause);
    }
}
