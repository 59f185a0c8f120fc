package io.jenkins.plugins.locustswarm.cli.process;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;

/** The exit codes of the command. */
public final class ExitCode {

    /** Success. */
    public static final int OK = 0;

    /** The run finished, but its verdict is not ok: a gate was missed, or the load was not as requested. */
    public static final int NOT_OK = 1;

    /** An argument, the configuration or a file is not valid. */
    public static final int BAD_INPUT = 2;

    /** The swarm or the run could not be brought up, or its results could not be collected. */
    public static final int FAILED = 3;

    /** Machines may be left; each is named in a message. */
    public static final int MACHINES_LEFT = 4;

    /** An internal error of Locust Swarm. */
    public static final int INTERNAL_ERROR = 70;

    /** Interrupted by a signal: Ctrl-C, a closed terminal, kill. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** Returns the code of a command with two parts that ended with these. Machines that may be left come first. */
    public static int worse(int one, int other) {
        return one == MACHINES_LEFT || other == MACHINES_LEFT ? MACHINES_LEFT : Math.max(one, other);
    }

    /** Returns the exit code of a command that ends with this failure. */
    public static int of(Throwable failure) {
        if (failure instanceof MachinesLeftException) {
            return MACHINES_LEFT;
        } else if (failure instanceof BadInputException) {
            return BAD_INPUT;
        } else if (failure instanceof SwarmException) {
            return FAILED;
        } else if (failure instanceof InterruptedException) {
            return INTERRUPTED;
        }
        return INTERNAL_ERROR;
    }
}
