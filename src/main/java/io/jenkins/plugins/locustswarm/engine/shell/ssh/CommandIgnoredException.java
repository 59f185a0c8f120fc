package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.shell.ShellException;

/**
 * A machine ended a session without running the command, as one does whose login user has no shell, or a forced command.
 */
public final class CommandIgnoredException extends ShellException {

    private static final long serialVersionUID = 1L;

    CommandIgnoredException(String sentence) {
        super(sentence);
    }
}
