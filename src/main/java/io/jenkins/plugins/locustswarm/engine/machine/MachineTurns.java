package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;

/**
 * Work on machines that takes several turns on each of them, between which the machine is left alone. A machine has one
 * turn at a time; several machines have turns at once.
 */
public interface MachineTurns {

    /** Does the next part of the work, and returns whether the work on this machine is done. */
    boolean turn(MachineRecord machine, Shell shell) throws InterruptedException;

    /**
     * Decides after a turn in which the machine did not answer. Returns if there are more turns.
     *
     * @throws RuntimeException if the work on this machine has failed
     */
    void noAnswer(MachineRecord machine, ShellException e) throws InterruptedException;

    /** Returns how long the machine is to be left alone from now on; the answer may change in the meantime. */
    Duration pause(MachineRecord machine);
}
