package io.jenkins.plugins.locustswarm.engine.failure;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** The master's machine has been silent for too long, but may still have the results of its run. */
public final class SilentMasterException extends BringUpException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what does not answer; the front end adds how to collect the results later */
    public SilentMasterException(String sentence, @CheckForNull Throwable cause) {
        super(sentence, cause);
    }
}
