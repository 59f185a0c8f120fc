package io.jenkins.plugins.locustswarm.engine;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.TeardownNotRecordedException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.run.RunCollection;
import io.jenkins.plugins.locustswarm.engine.run.RunSnapshot;
import io.jenkins.plugins.locustswarm.engine.run.RunStart;
import io.jenkins.plugins.locustswarm.engine.run.RunStop;
import io.jenkins.plugins.locustswarm.engine.run.RunWait;
import io.jenkins.plugins.locustswarm.engine.run.RunWatch;
import io.jenkins.plugins.locustswarm.engine.run.SwarmTools;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A swarm and the operations on it: bring it up, run a locustfile, stop Locust, take it down. Every operation checks what
 * exists and does what is missing, so repeating it is the way to recover from a crash. The record of the swarm is saved
 * before every step. For use by one thread at a time.
 */
public final class Swarm implements AutoCloseable {

    private final SwarmTools tools;

    /**
     * @param keeper keeps the swarm's record, which is new or was loaded
     * @param provider the provider that the record names; the caller closes it
     * @throws BadInputException if the record names another provider
     */
    public Swarm(RecordKeeper keeper, MachineProvider provider, Progress progress) {
        SwarmRecord record = keeper.get();
        if (!record.provider().equals(provider.name())) {
            throw new BadInputException("Swarm " + record.name() + " was created with provider = " + record.provider()
                    + ", and the configuration says " + provider.name() + ": use the configuration that created it.");
        }
        this.tools = new SwarmTools(keeper, provider, new Fleet(provider, record.name()), progress);
    }

    /** Returns the newest record of the swarm. */
    public SwarmRecord record() {
        return tools.swarm();
    }

    /**
     * Creates the machines of the plan, sends the bootstrap directory to each, and runs {@code bootstrap.sh}.
     *
     * @throws BadInputException if the plan does not fit what exists
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if the swarm does not come up; the machines
     *     that exist then stay until {@link #down}
     */
    public void up(SwarmPlan plan) throws InterruptedException {
        new BringUp(tools).up(plan);
    }

    /**
     * Starts Locust on the machines of these roles, and returns when all of them have started it. The master of a run
     * starts before its workers or together with them; workers alone join the open run of their master.
     *
     * @throws BadInputException if the plan cannot run on the swarm
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if Locust does not start on a machine that
     *     the run needs; Locust is then stopped on the others
     */
    public RunRecord run(RunPlan plan, Set<Role> roles) throws InterruptedException {
        return new RunStart(tools).run(plan, roles);
    }

    /**
     * Returns the state of the newest run, and reports it as progress.
     *
     * @throws BadInputException if the swarm has no run, or one that was stopped
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException if the master's machine does not answer; a later
     *     call may succeed
     */
    public RunState poll() throws InterruptedException {
        return new RunWatch(tools).poll();
    }

    /**
     * Returns the newest run, which may be over and collected.
     *
     * @throws BadInputException if the swarm has no run, or one that was stopped
     */
    public RunRecord newestRun() {
        return tools.newestRun();
    }

    /**
     * Waits until a run is over. For a run on Locust's web page, waits until the page answers and the workers
     * that were started have reported. A master that does not answer for some minutes does not end the waiting. A stop
     * condition that is met ends it: {@link #stopEarly} follows.
     *
     * @param isAwaited whether a run is the one to wait for
     * @throws BringUpException if the newest run is another one or was stopped; if the load never began, with Locust's own
     *     last lines; or if the master's machine is lost
     */
    public RunSnapshot await(Predicate<RunRecord> isAwaited) throws InterruptedException {
        return new RunWatch(tools).await(isAwaited);
    }

    /**
     * Waits until the newest run is over, as {@link #await(Predicate)} does.
     *
     * @throws BadInputException if the swarm has no run, or one that was stopped
     */
    public RunSnapshot await() throws InterruptedException {
        return await(newestRun()::isSame);
    }

    /**
     * Checks a run once, and reports its state as progress: {@link #await} for a caller that does not block.
     *
     * @param isAwaited whether a run is the one to check
     * @param wait the same object in every check of one caller
     * @throws BringUpException if the newest run is another one or was stopped; if the load never began, with Locust's own
     *     last lines; or if the master's machine is lost
     */
    public RunSnapshot check(Predicate<RunRecord> isAwaited, RunWait wait) throws InterruptedException {
        return new RunWatch(tools).check(isAwaited, wait);
    }

    /**
     * Records why a run is ended early. {@link #collect} then stops Locust; if this process is killed before that, the next
     * one that checks the run gets the same reason.
     *
     * @param isAwaited whether a run is the one that was checked
     * @param reason the reason in a {@link RunSnapshot}
     * @throws BringUpException if the newest run is another one, or was stopped
     */
    public void stopEarly(Predicate<RunRecord> isAwaited, EarlyStop reason) {
        RunRecord run = tools.awaitedRun(isAwaited);
        tools.updateAnyway(
                record -> record.withSameRun(run, same -> same.stoppedBy(reason)),
                "The load is stopped, but the reason could not be recorded.");
        tools.progress().phase(reason.sentence());
    }

    /**
     * Stops what still runs of a run, copies its files into the folder, and reads them. The caller writes {@code
     * summary.json}, since it contains the results of the gates.
     *
     * @param isAwaited whether a run is the one to collect
     * @param folder created if it does not exist; files of an earlier run in it are replaced when all files were fetched
     * @param mayWait asked each time the master's machine does not answer: whether to wait for it, five minutes in all
     * @throws BringUpException if the newest run is another one or was stopped, which leaves it and the folder as they are;
     *     or if the files cannot be fetched or written: they stay on the machines, and the call can be repeated
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException if the master's machine does not answer
     */
    public RunSummary collect(Predicate<RunRecord> isAwaited, Path folder, BooleanSupplier mayWait)
            throws InterruptedException {
        return new RunCollection(tools).collect(isAwaited, folder, mayWait);
    }

    /**
     * Collects the newest run, and waits for a master's machine that does not answer.
     *
     * @throws BadInputException if the swarm has no run, or one that was stopped
     */
    public RunSummary collect(Path folder) throws InterruptedException {
        return collect(newestRun()::isSame, folder, () -> true);
    }

    /**
     * Tries once to collect a run, as {@link #collect(Predicate, Path, BooleanSupplier)} does, for callers that wait without
     * a thread.
     *
     * @param mayWait asked if the master's machine does not answer: whether to wait for it
     * @return empty if it does not answer: call again after {@link RunWait#PAUSE_AFTER_NO_ANSWER}
     */
    public Optional<RunSummary> tryCollect(
            Predicate<RunRecord> isAwaited, Path folder, RunWait wait, BooleanSupplier mayWait)
            throws InterruptedException {
        return new RunCollection(tools).attempt(isAwaited, folder, wait, mayWait);
    }

    /**
     * Stops Locust on the machines of these roles and keeps the machines. Stopping the master discards the results of the
     * newest run: collect them before.
     */
    public void killall(Set<Role> roles) throws InterruptedException {
        new RunStop(tools).killall(roles);
    }

    /**
     * Takes down the machines of these roles. Machines that no longer exist are ignored.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException if a machine or resource may still exist
     * @throws TeardownNotRecordedException if all are gone and only the record could not be saved
     */
    public void down(Set<Role> roles) throws InterruptedException {
        List<MachineRecord> chosen = tools.swarm().machines().stream()
                .filter(machine -> roles.contains(machine.role()))
                .toList();
        boolean everything = chosen.size() == tools.swarm().machines().size();
        // a full disk must not keep machines running
        tools.updateAnyway(
                record -> record.withPhase(everything ? SwarmRecord.Phase.GOING_DOWN : record.phase()),
                "The teardown continues, but its state could not be recorded.");
        chosen.forEach(tools.fleet()::forget);
        tools.provider().destroy(tools.keeper(), everything ? EnumSet.allOf(Role.class) : roles, tools.progress());
        try {
            tools.update(record -> record.withPhase(everything ? SwarmRecord.Phase.DOWN : record.phase()));
        } catch (BringUpException e) {
            throw new TeardownNotRecordedException(
                    "The machines of swarm " + record().name() + " were taken down, but that could not be recorded. "
                            + e.getMessage(),
                    e);
        }
    }

    /** Closes the connections to the machines; the machines stay as they are. */
    @Override
    public void close() {
        tools.fleet().close();
    }
}
