package io.jenkins.plugins.locustswarm.engine.failure;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** An argument, a configuration or a file is not valid. Nothing was created because of it. */
public class BadInputException extends SwarmException {

    private static final long serialVersionUID = 1L;

    public BadInputException(String sentence) {
        super(sentence);
    }

    public BadInputException(String sentence, @CheckForNull Throwable cause) {
        super(sentence, cause);
    }
}
