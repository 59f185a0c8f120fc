package io.jenkins.plugins.locustswarm.engine.failure;

/** An argument, a configuration or a file that was given cannot be used; nothing was created because of it. */
public class BadInputException extends SwarmException {

    private static final long serialVersionUID = 1L;

    public BadInputException(String sentence) {
        super(sentence);
    }

    public BadInputException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
