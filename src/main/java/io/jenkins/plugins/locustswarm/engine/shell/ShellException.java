package io.jenkins.plugins.locustswarm.engine.shell;

import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;

/**
 * A machine could not be reached, or did not answer in time; the same call may succeed later. A command that ran and
 * failed is not an exception but a {@link ShellResult}.
 */
public class ShellException extends SwarmException {

    private static final long serialVersionUID = 1L;

    public ShellException(String sentence) {
        super(sentence);
    }

    public ShellException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
