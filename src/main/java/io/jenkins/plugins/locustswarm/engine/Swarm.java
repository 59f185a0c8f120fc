package io.jenkins.plugins.locustswarm.engine;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
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
import java.util.Set;

/**
 * One swarm: bring it up, run locustfiles on it, stop them, take it down. Every operation looks first at what is there
 * and does what is missing, so repeating one after a crash is how to recover. What is known of the swarm is in its
 * record, saved before every step. For use by one thread at a time.
 */
public final class Swarm implements AutoCloseable {

    private final SwarmTools tools;

    /**
     * @param keeper the swarm's record, planned or found
     * @param provider the one that the record names; closed by its owner, not here
     */
    public Swarm(RecordKeeper keeper, MachineProvider provider, Progress progress) {
        SwarmRecord record = keeper.get();
        if (!record.provider().equals(provider.name())) {
            throw new BadInputException("Swarm " + record.name() + " was made with provider = " + record.provider()
                    + ", and the configuration says " + provider.name() + ": use the configuration that made it.");
        }
        this.tools = new SwarmTools(keeper, provider, new Fleet(provider, record.name()), progress);
    }

    /** What is known of the swarm now. */
    public SwarmRecord record() {
        return tools.swarm();
    }

    /**
     * Makes the machines of the plan exist, with the bootstrap directory on each and {@code bootstrap.sh} done.
     *
     * @throws BadInputException when the plan does not fit what is there
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException when it does not come up; the machines
     *     that were made stay until {@link #down}
     */
    public void up(SwarmPlan plan) throws InterruptedException {
        new BringUp(tools).up(plan);
    }

    /**
     * Starts Locust on the machines of these roles and returns as soon as it was started. The master of a run comes
     * first or together with its workers; workers alone join the run that their master has.
     *
     * @throws BadInputException when the plan cannot be run on what is there
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException when a machine cannot start its part;
     *     what was started is stopped again
     */
    public RunRecord run(RunPlan plan, Set<Role> roles) throws InterruptedException {
        return new RunStart(tools).run(plan, roles);
    }

    /**
     * Where the newest run is now; tells the progress too.
     *
     * @throws BadInputException when there is no run that is still open
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException when the master's machine does not answer;
     *     a later call may succeed
     */
    public RunState poll() throws InterruptedException {
        return new RunWatch(tools).poll();
    }

    /**
     * Waits until the newest run is over, or, for a run on Locust's web page, until the page answers and those workers
     * that were started have reported. A machine that
     * cannot be reached for a while costs nothing but time.
     *
     * @throws BadInputException when there is no run that is still open
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException when the load never began: with the
     *     words that Locust left
     */
    public RunState await() throws InterruptedException {
        return new RunWatch(tools).await();
    }

    /**
     * The same for a caller who has other things to do meanwhile: one look at the run, which tells the progress too.
     *
     * @param wait the same one at every look
     * @throws BadInputException when there is no run that is still open
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException when the load never began, or the master's
     *     machine is lost
     */
    public RunSnapshot look(RunWait wait) throws InterruptedException {
        return new RunWatch(tools).look(wait);
    }

    /**
     * Stops what is left of the newest run, copies its files into the folder and reads them. The folder gets
     * everything but {@code summary.json}, which is written by whoever judges the gates.
     *
     * @param folder made when it is not there; files of an earlier run in it are replaced
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException when the files cannot be had or written;
     *     they stay on the machines and the call can be repeated
     */
    public RunSummary collect(Path folder) throws InterruptedException {
        return new RunCollection(tools).collect(folder);
    }

    /**
     * Stops Locust on the machines of these roles and keeps the machines. When that ends the newest run, its results
     * are given up: collect them first.
     */
    public void killall(Set<Role> roles) throws InterruptedException {
        new RunStop(tools).killall(roles);
    }

    /**
     * Takes the machines of these roles down. Nothing that is there no more is an error.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException when something may be left
     */
    public void down(Set<Role> roles) throws InterruptedException {
        List<MachineRecord> going = tools.swarm().machines().stream()
                .filter(machine -> roles.contains(machine.role()))
                .toList();
        boolean everything = going.size() == tools.swarm().machines().size();
        tools.update(record -> record.withPhase(everything ? SwarmRecord.Phase.GOING_DOWN : record.phase()));
        going.forEach(tools.fleet()::forget);
        tools.provider().destroy(tools.keeper(), everything ? EnumSet.allOf(Role.class) : roles, tools.progress());
        if (everything) {
            tools.update(record -> record.withPhase(SwarmRecord.Phase.DOWN));
        }
    }

    /** Closes the connections to the machines; the machines stay as they are. */
    @Override
    public void close() {
        tools.fleet().close();
    }
}
