package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A source of machines. Every operation can be repeated: it first checks what exists, then does what is missing.
 * Implementations are safe for use by several threads.
 */
public interface MachineProvider extends AutoCloseable {

    /** How long a machine may stay silent by default. */
    Duration DEFAULT_MAX_SILENCE = Duration.ofMinutes(2);

    /** Returns the name of the provider in configuration and records: {@code local}, {@code hosts} or {@code ec2}. */
    String name();

    /**
     * Checks, before a record is saved, that this provider can ever provide the machines that it asks for.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if it cannot
     */
    default void check(SwarmRecord asked) {}

    /**
     * Creates the machines that the record asks for and do not exist yet, and waits until they accept commands.
     * Afterwards the record holds address, folder and virtual environment of each usable machine. A resource is in the
     * record before it is created, or can be found by the name of the swarm.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if the master fails, or more workers than
     *     the swarm can do without; created resources stay in the record
     */
    void create(RecordKeeper keeper, Progress progress) throws InterruptedException;

    /**
     * Creates the machines as {@link #create(RecordKeeper, Progress)} does, and may hand machines over as soon as they
     * can be used, while others are still being created.
     *
     * @param fleet connections to the machines, which the caller closes
     * @param arrivals takes machines; afterwards, others that can be used are in the record
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException like {@link #create(RecordKeeper, Progress)}
     */
    default void create(RecordKeeper keeper, Fleet fleet, Arrivals arrivals, Progress progress)
            throws InterruptedException {
        create(keeper, progress);
    }

    /**
     * Opens a shell on a machine that has an address in its record.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException if the machine cannot be reached
     */
    Shell connect(SwarmRecord swarm, MachineRecord machine) throws InterruptedException;

    /**
     * Returns why a machine that accepted commands earlier is gone for good. The text continues a sentence after the name
     * of the machine. Empty if that is not certain or cannot be found out now: a single quick query, which callers
     * repeat.
     */
    default Optional<String> whyGone(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        return Optional.empty();
    }

    /**
     * Returns how long a machine may stay silent while bootstrap.sh runs on it before it counts as lost, if it is not
     * known to be gone.
     */
    default Duration maxSilence() {
        return DEFAULT_MAX_SILENCE;
    }

    /** Returns why machines are gone for good, by their names; machines that may still exist are left out. */
    default Map<String, String> whyGone(SwarmRecord swarm, Collection<MachineRecord> machines)
            throws InterruptedException {
        Map<String, String> gone = new LinkedHashMap<>();
        for (MachineRecord machine : machines) {
            whyGone(swarm, machine).ifPresent(why -> gone.put(machine.name(), why));
        }
        return gone;
    }

    /**
     * Takes the machines of these roles down and removes them from the record, together with the resources that exist
     * only for them. A machine that is already gone counts as success. Processes on the machines end.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException if a machine or another resource may
     *     be left
     */
    void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) throws InterruptedException;

    /**
     * Extends the lease of the machines, in every place where it is kept. A lease only ever moves later: one that already
     * ends after {@code end} stays as it is. After a failure, the record has the old lease, so that the next call tries
     * again.
     */
    void extendLease(RecordKeeper keeper, Instant end) throws InterruptedException;

    /** Returns the cost of the swarm's machines until {@code now}; empty if the machines are free of charge. */
    default Optional<Cost> cost(SwarmRecord swarm, Instant now) {
        return Optional.empty();
    }

    /** Returns the type of a machine, for example {@code t3.micro}; empty if the provider has no types. */
    default Optional<String> machineType(SwarmRecord swarm, MachineRecord machine) {
        return Optional.empty();
    }

    /**
     * Returns where a machine is, for example {@code eu-west-1a}; empty if the provider has no zones, or did not record
     * it.
     */
    default Optional<String> machineZone(SwarmRecord swarm, MachineRecord machine) {
        return Optional.empty();
    }

    /**
     * Returns machines that the provider has taken back although they are still needed, and why, by their names. Another
     * {@link #create} replaces them. Empty if that cannot be found out now.
     */
    default Map<String, String> takenBack(SwarmRecord swarm) throws InterruptedException {
        return Map.of();
    }

    /** Whether a machine is terminated when the swarm goes down, and with it everything that runs on it. */
    default boolean terminatesMachines() {
        return false;
    }

    /** Whether bootstrap.sh runs as root, by sudo if the login user is not root. */
    boolean bootstrapsAsRoot();

    /**
     * Returns a port on which the master of a new run can listen for its workers.
     *
     * @param shell a shell on the master's machine
     */
    int masterPort(MachineRecord master, Shell shell) throws InterruptedException;

    /**
     * Opens a port of the machines, for Locust's web page, to the networks that can reach SSH. Does nothing if the
     * provider does not manage a firewall.
     */
    default void openPort(SwarmRecord swarm, int port) throws InterruptedException {}

    @Override
    void close();
}
