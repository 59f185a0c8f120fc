package io.jenkins.plugins.locustswarm.engine.shell;

/** The connection to a machine broke in the middle of something: over a new one, the same may well succeed. */
public final class BrokenConnectionException extends ShellException {

    private static final long serialVersionUID = 1L;

    public BrokenConnectionException(String sentence) {
        super(sentence);
    }

    public BrokenConnectionException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
