package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.shell.ShellException;

/** A machine presented a host key that is not trusted; nothing was sent to it. */
public final class UntrustedHostException extends ShellException {

    private static final long serialVersionUID = 1L;

    UntrustedHostException(String sentence) {
        super(sentence);
    }
}
