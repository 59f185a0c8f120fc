package io.jenkins.plugins.locustswarm.engine.failure;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * An exception of the engine. The message is a sentence for the user: what went wrong, where, and what to do. The subclass
 * tells the front end who has to act, for its exit code or build result.
 */
public abstract class SwarmException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected SwarmException(String sentence) {
        super(sentence);
    }

    protected SwarmException(String sentence, @CheckForNull Throwable cause) {
        super(sentence, cause);
    }
}
