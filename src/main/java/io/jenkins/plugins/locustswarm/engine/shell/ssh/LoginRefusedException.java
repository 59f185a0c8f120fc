package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.shell.ShellException;

/** A machine with a trusted host key rejected the user or the key; one that is still booting may accept it later. */
public final class LoginRefusedException extends ShellException {

    private static final long serialVersionUID = 1L;

    LoginRefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
