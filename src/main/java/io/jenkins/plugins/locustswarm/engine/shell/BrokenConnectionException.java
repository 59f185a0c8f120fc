package io.jenkins.plugins.locustswarm.engine.shell;

/** The connection to a machine broke during an operation, which may succeed over a new connection. */
public final class BrokenConnectionException extends ShellException {

    private static final long serialVersionUID = 1L;

    public BrokenConnectionException(String sentence) {
        super(sentence);
    }

    public BrokenConnectionException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
