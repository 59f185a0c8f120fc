package io.jenkins.plugins.locustswarm.engine.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.LocustfileName;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The newest run of a swarm, on the machines that the record of the swarm names. */
final class OpenRun {

    /** Work with Locust on one machine of the run. */
    @FunctionalInterface
    interface Work<T> {
        T with(LocustOnMachine locust) throws InterruptedException;
    }

    private final SwarmRecord swarm;
    private final Fleet fleet;

    /** @throws BadInputException if the swarm has no run, or one that was stopped */
    OpenRun(SwarmRecord swarm, Fleet fleet) {
        if (swarm.run() == null || swarm.run().phase() == RunRecord.Phase.STOPPED) {
            throw new BadInputException("There is no run on swarm " + swarm.name() + ": start one first.");
        }
        this.swarm = swarm;
        this.fleet = fleet;
    }

    /**
     * Returns the newest run of a swarm, if it is the one that the caller has waited for.
     *
     * @throws BringUpException if it was stopped, or is another one
     */
    static OpenRun awaited(SwarmRecord swarm, Fleet fleet, Predicate<RunRecord> isAwaited) {
        RunRecord run = swarm.run();
        if (run == null || !isAwaited.test(run)) {
            throw new BringUpException("The run that was waited for is no longer on swarm " + swarm.name()
                    + ", because it was stopped or collected in the meantime"
                    + (run == null
                            ? "."
                            : " and a run of " + LocustfileName.ofRun(swarm)
                                    + " was started: that one was left as it is."));
        }
        if (run.phase() == RunRecord.Phase.STOPPED) {
            throw new BringUpException("The run of " + LocustfileName.ofRun(swarm) + " on swarm " + swarm.name()
                    + " was stopped in the meantime, which discards its results: start it again.");
        }
        return new OpenRun(swarm, fleet);
    }

    /**
     * Returns the run with the stop timeout that Locust has on the master.
     *
     * @param known absent if it is not known; then that of the record counts
     */
    OpenRun withStopTimeout(@CheckForNull Duration known) {
        RunRecord run = record();
        return known == null
                ? this
                : new OpenRun(swarm.withRun(run.withLoad(run.load().withStopTimeout(known))), fleet);
    }

    RunRecord record() {
        return swarm.run();
    }

    /** Returns what people call the locustfile. */
    String name() {
        return LocustfileName.ofRun(swarm);
    }

    MachineRecord master() {
        return swarm.ready(Role.MASTER).stream()
                .findFirst()
                .orElseThrow(() -> new BringUpException("The master of swarm " + swarm.name()
                        + " no longer exists: was the swarm taken down in the meantime?"));
    }

    List<MachineRecord> workers() {
        return swarm.ready(Role.WORKER);
    }

    /**
     * Returns the state of Locust on the master.
     *
     * @throws BringUpException if the run was never started on the master's machine
     * @throws ShellException if the machine does not answer; the next call opens a new connection
     */
    RunState masterState() throws InterruptedException {
        return masterState(null);
    }

    /**
     * Returns the state of Locust on the master, with details.
     *
     * @param since as in {@link LocustOnMachine#state(Long)}
     * @throws BringUpException if the run was never started on the master's machine
     * @throws ShellException if the machine does not answer; the next call opens a new connection
     */
    RunState masterState(@CheckForNull Long since) throws InterruptedException {
        RunState state = stateOfMaster(since);
        if (state.phase() == RunState.Phase.ABSENT) {
            throw new BringUpException("The run of " + name() + " is not on the master of swarm " + swarm.name()
                    + ": it was not started, or the swarm was taken down in the meantime.");
        }
        return state;
    }

    /**
     * Whether Locust was started on all machines, running or not. Slaves that do not answer count as started.
     *
     * @throws ShellException if the master's machine does not answer
     */
    boolean wasStartedOnAllMachines() throws InterruptedException {
        return stateOfMaster(null).phase() != RunState.Phase.ABSENT
                && onEach(workers(), LocustOnMachine::state).stream()
                        .noneMatch(slave -> !slave.failed() && slave.value().phase() == RunState.Phase.ABSENT);
    }

    /** Whether Locust was started on any slave, running or not. Slaves that do not answer do not count. */
    boolean wasStartedOnAnySlave() throws InterruptedException {
        return onEach(workers(), LocustOnMachine::state).stream()
                .anyMatch(slave -> !slave.failed() && slave.value().phase() != RunState.Phase.ABSENT);
    }

    private RunState stateOfMaster(@CheckForNull Long since) throws InterruptedException {
        try {
            return onMaster(locust -> locust.state(since));
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
