package io.jenkins.plugins.locustswarm.engine.stats.health;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * How a process ended, for a finding.
 *
 * @param code the exit code; absent if the process ended without one
 */
record ProcessEnd(@CheckForNull Integer code) {

    /** A shell reports a process that was killed by a signal with 128 and the number of the signal. */
    private static final int SIGNAL = 128;

    private static final int LAST_SIGNAL = 64;

    /** Returns whether the process looks killed. */
    boolean isKilled() {
        return code == null || code < 0 || code > SIGNAL && code <= SIGNAL + LAST_SIGNAL;
    }

    /** Returns for example {@code with exit code 137 (the process was killed)}. */
    String inWords() {
        return (code == null ? "without an exit code" : "with exit code " + code)
                + (isKilled() ? " (the process was killed)" : "");
    }
}
