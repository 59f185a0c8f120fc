package io.jenkins.plugins.locustswarm.engine.failure;

/**
 * What the engine throws: a sentence for the person who asked, which says what was wrong, where, and what to do.
 * The subclass says whose move it is; front ends turn it into an exit code or a build result.
 */
public abstract class SwarmException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected SwarmException(String sentence) {
        super(sentence);
    }

    protected SwarmException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
