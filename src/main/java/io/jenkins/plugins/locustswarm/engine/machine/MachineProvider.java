package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where machines come from. Every operation can be repeated: it looks first at what is there, and does what is
 * missing. Safe for use by several threads.
 */
public interface MachineProvider extends AutoCloseable {

    /** The name of the provider in configuration and records: {@code local}, {@code hosts} or {@code ec2}. */
    String name();

    /**
     * Looks whether the machines that a record asks for can be had at all, before that is written down.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when they never can
     */
    default void check(SwarmRecord asked) {}

    /**
     * Makes every machine exist that the record asks for, and waits until each takes commands. Afterwards each machine
     * that can be used has an address, a folder and a virtual environment's path in the record. Whatever it makes is
     * in the record before it is made, or can be found by the swarm's name.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException when the master, or more workers than the
     *     record can do without, cannot be had; what was made stays in the record
     */
    void create(RecordKeeper keeper, Progress progress) throws InterruptedException;

    /**
     * Opens a shell on a machine that has an address.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException when it cannot be reached
     */
    Shell connect(SwarmRecord swarm, MachineRecord machine) throws InterruptedException;

    /**
     * Why a machine that took commands once, and does not answer now, never will again, to go on after its name; empty
     * where that is not certain or cannot be found out at the moment. A quick question, made for being asked again.
     */
    default Optional<String> whyGone(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        return Optional.empty();
    }

    /** The same question about several machines at once: why those are gone that are, by their names. */
    default Map<String, String> whyGone(SwarmRecord swarm, Collection<MachineRecord> machines)
            throws InterruptedException {
        Map<String, String> gone = new LinkedHashMap<>();
        for (MachineRecord machine : machines) {
            whyGone(swarm, machine).ifPresent(why -> gone.put(machine.name(), why));
        }
        return gone;
    }

    /**
     * Takes the machines of these roles down and removes them from the record, with all that was made only for them. A
     * machine that is gone already is a success. Processes on it die with it.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException when something may be left
     */
    void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) throws InterruptedException;

    /**
     * Lets the machines live until then at least, where they would die by themselves before. A lease only ever moves
     * later: nothing is shortened, in no place where the lease is kept, when it ends later already.
     */
    void extendLease(RecordKeeper keeper, Instant end) throws InterruptedException;

    /** What the swarm's machines cost up to a moment; empty where nobody asks for money. */
    default Optional<Cost> cost(SwarmRecord swarm, Instant now) {
        return Optional.empty();
    }

    /** Whether bootstrap.sh runs as root, through sudo where the login user is another. */
    boolean bootstrapsAsRoot();

    /**
     * A port on which the master of a new run can listen for its workers.
     *
     * @param shell on the master's machine
     */
    int masterPort(MachineRecord master, Shell shell) throws InterruptedException;

    /**
     * Lets those who may log in to the machines reach this port too, for Locust's web page. Nothing needs to be done
     * where no firewall of the provider's is in between.
     */
    default void openPort(SwarmRecord swarm, int port) throws InterruptedException {}

    @Override
    void close();
}
