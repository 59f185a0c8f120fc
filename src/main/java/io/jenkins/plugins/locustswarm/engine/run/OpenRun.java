package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.util.Collection;
import java.util.List;

/** The newest run of a swarm on its machines, as its record says. */
final class OpenRun {

    /** What is done with the run's part on one machine. */
    @FunctionalInterface
    interface Work<T> {
        T with(LocustOnMachine locust) throws InterruptedException;
    }

    private final SwarmRecord swarm;
    private final Fleet fleet;

    /** @throws BadInputException when the swarm has no run, or one that was stopped */
    OpenRun(SwarmRecord swarm, Fleet fleet) {
        if (swarm.run() == null || swarm.run().phase() == RunRecord.Phase.STOPPED) {
            throw new BadInputException("There is no run on swarm " + swarm.name() + ": start one first.");
        }
        this.swarm = swarm;
        this.fleet = fleet;
    }

    RunRecord record() {
        return swarm.run();
    }

    MachineRecord master() {
        return swarm.ready(Role.MASTER).stream()
                .findFirst()
                .orElseThrow(() -> new BringUpException(
                        "The master of swarm " + swarm.name() + " is gone: was the swarm taken down meanwhile?"));
    }

    List<MachineRecord> workers() {
        return swarm.ready(Role.WORKER);
    }

    /**
     * Where the master is.
     *
     * @throws BringUpException when nothing of the run is on its machine
     * @throws ShellException when its machine does not answer; the next call makes a new connection
     */
    RunState masterState() throws InterruptedException {
        RunState state = stateOfMaster();
        if (state.phase() == RunState.Phase.ABSENT) {
            throw new BringUpException("Nothing of the run of " + record().locustfile() + " is on the master of swarm "
                    + swarm.name() + ": it was never started, or the swarm was taken down meanwhile.");
        }
        return state;
    }

    /**
     * Whether it was started on all machines, whatever became of it there. Slaves that do not answer are believed to
     * have it.
     *
     * @throws ShellException when the master's machine does not answer
     */
    boolean isEverywhere() throws InterruptedException {
        return stateOfMaster().phase() != RunState.Phase.ABSENT
                && onEach(workers(), LocustOnMachine::state).stream()
                        .noneMatch(slave -> !slave.failed() && slave.value().phase() == RunState.Phase.ABSENT);
    }

    /** Whether it was started on any slave, whatever became of it there. Slaves that do not answer do not count. */
    boolean hasWorkers() throws InterruptedException {
        return onEach(workers(), LocustOnMachine::state).stream()
                .anyMatch(slave -> !slave.failed() && slave.value().phase() != RunState.Phase.ABSENT);
    }

    private RunState stateOfMaster() throws InterruptedException {
        try {
            return onMaster(LocustOnMachine::state);
        } catch (ShellException e) {
            fleet.forget(master());
            throw e;
        }
    }

    <T> T onMaster(Work<T> work) throws InterruptedException {
        return fleet.on(swarm, master(), (machine, shell) -> work.with(new LocustOnMachine(record(), machine, shell)));
    }

    <T> List<Outcome<T>> onEach(Collection<MachineRecord> machines, Work<T> work) throws InterruptedException {
        return fleet.onEach(
                swarm, machines, (machine, shell) -> work.with(new LocustOnMachine(record(), machine, shell)));
    }
}
