package io.jenkins.plugins.locustswarm.cli.process;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;

/** What the command answers to the shell that called it. */
public final class ExitCode {

    /** Everything went as asked. */
    public static final int FINE = 0;

    /** The run finished, but its verdict is not ok: a gate was missed, or the load was not what was asked. */
    public static final int NOT_OK = 1;

    /** An argument or the configuration cannot be used; nothing was made. */
    public static final int BAD_INPUT = 2;

    /** The swarm or the run could not be brought up, or its results could not be had. */
    public static final int NOT_BROUGHT_UP = 3;

    /** Machines may be left; each was named. */
    public static final int MACHINES_LEFT = 4;

    /** An error in Locust Swarm itself. */
    public static final int BUG = 70;

    /** Ended by a signal: Ctrl-C, a closed terminal, kill. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The exit code for a failure that ended the command. */
    public static int of(Throwable failure) {
        if (failure instanceof MachinesLeftException) {
            return MACHINES_LEFT;
        } else if (failure instanceof BadInputException) {
            return BAD_INPUT;
        } else if (failure instanceof SwarmException) {
            return NOT_BROUGHT_UP;
        } else if (failure instanceof InterruptedException) {
            return INTERRUPTED;
        }
        return BUG;
    }
}
