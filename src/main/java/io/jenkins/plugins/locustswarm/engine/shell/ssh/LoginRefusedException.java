package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.shell.ShellException;

/** A machine with the right host key did not accept the user or the key; on one that still boots it may later. */
public final class LoginRefusedException extends ShellException {

    private static final long serialVersionUID = 1L;

    LoginRefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
