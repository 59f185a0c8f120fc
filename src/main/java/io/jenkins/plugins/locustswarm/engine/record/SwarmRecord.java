package io.jenkins.plugins.locustswarm.engine.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Everything that any process needs to continue a swarm, collect its results, or take it down. The record is saved before
 * the first call that creates something, and after every step. It never contains secrets.
 *
 * @param format version of the layout
 * @param name name of the swarm, unique for its owner
 * @param owner person or job that requested the swarm
 * @param controllerId id of the installation that created it; a reaper removes only swarms of its own installation
 * @param provider provider of the machines: {@code local}, {@code hosts} or {@code ec2}
 * @param masterAsked whether a master was requested
 * @param workersAsked number of workers that were requested
 * @param workersNeeded number of workers without which the swarm does not continue
 * @param tags tags of the user, for providers that support them
 * @param createdAt when the swarm was first requested
 * @param leaseEnds when a reaper may take the machines down
 * @param phase how far the swarm has got
 * @param resources what the provider created in addition to machines, by keys of the provider
 * @param locustfileFolder path of the locustfile's folder, whose files the machines get: absolute, or in Jenkins below the
 *     workspace; absent if they get a bootstrap directory
 * @param requirements digest of those files that say what bootstrap.sh installs; absent before files were chosen
 * @param machines all requested machines, in any state
 * @param run the newest run, if there was one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SwarmRecord(
        int format,
        String name,
        String owner,
        String controllerId,
        String provider,
        boolean masterAsked,
        int workersAsked,
        int workersNeeded,
        Map<String, String> tags,
        Instant createdAt,
        Instant leaseEnds,
        Phase phase,
        Map<String, String> resources,
        @Nullable String locustfileFolder,
        @Nullable String requirements,
        List<MachineRecord> machines,
        @Nullable RunRecord run) {

    /** The format that this version writes and reads. */
    public static final int FORMAT = 1;

    /** How far a swarm has got. */
    public enum Phase {
        /** Machines are being created or bootstrapped, or this was interrupted. */
        COMING_UP,
        /** The machines are bootstrapped. */
        UP,
        /** Machines are being taken down, or this was interrupted. */
        GOING_DOWN,
        /** No machine is left. */
        DOWN
    }

    public SwarmRecord {
        tags = tags == null ? Map.of() : Map.copyOf(tags);
        resources = resources == null ? Map.of() : Map.copyOf(resources);
        machines = machines == null ? List.of() : List.copyOf(machines);
    }

    /** Returns the record of a swarm without machines. */
    public static SwarmRecord planned(
            String name,
            String owner,
            String controllerId,
            String provider,
            Map<String, String> tags,
            Instant now,
            Instant leaseEnds) {
        return new SwarmRecord(
                FORMAT,
                name,
                owner,
                controllerId,
                provider,
                false,
                0,
                0,
                tags,
                now,
                leaseEnds,
                Phase.COMING_UP,
                Map.of(),
                null,
                null,
                List.of(),
                null);
    }

    public SwarmRecord withPhase(Phase next) {
        return copy(masterAsked, workersAsked, workersNeeded, leaseEnds, next, resources, machines, run);
    }

    /** Returns a copy with this end of the lease, even if it is earlier. */
    public SwarmRecord withLeaseEnds(Instant end) {
        return copy(masterAsked, workersAsked, workersNeeded, end, phase, resources, machines, run);
    }

    /** Returns a record with a lease that ends at this time or later; a lease that ends later is not shortened. */
    public SwarmRecord withLeaseExtendedTo(Instant end) {
        return leaseEnds.isBefore(end) ? withLeaseEnds(end) : this;
    }

    /** Returns a record with a master. */
    public SwarmRecord withMasterAsked() {
        return masterAsked
                ? this
                : copy(true, workersAsked, workersNeeded, leaseEnds, phase, resources, with(Role.MASTER, 0, 0), run);
    }

    /**
     * Returns a record with workers 1 to {@code count}; more workers that were requested before stay.
     *
     * @param needed number of workers without which the swarm does not continue, at most {@code count}
     */
    public SwarmRecord withWorkersAsked(int count, int needed) {
        List<MachineRecord> all = with(Role.WORKER, workersAsked + 1, count);
        return copy(masterAsked, Math.max(count, workersAsked), needed, leaseEnds, phase, resources, all, run);
    }

    private List<MachineRecord> with(Role role, int first, int last) {
        List<MachineRecord> more = new ArrayList<>(machines);
        for (int index = first; index <= last; index++) {
            more.add(MachineRecord.asked(role, index));
        }
        return more;
    }

    /** Returns a copy in which no machines of this role are requested. */
    public SwarmRecord without(Role role) {
        List<MachineRecord> rest =
                machines.stream().filter(machine -> machine.role() != role).toList();
        return role == Role.MASTER
                ? copy(false, workersAsked, workersNeeded, leaseEnds, phase, resources, rest, run)
                : copy(masterAsked, 0, 0, leaseEnds, phase, resources, rest, run);
    }

    /** Returns a copy in which the machine with this name is changed. */
    public SwarmRecord withMachine(String machineName, UnaryOperator<MachineRecord> change) {
        return withMachines(Map.of(machineName, change));
    }

    /**
     * Returns a copy in which several machines are changed.
     *
     * @param changes the change of each machine, by its name
     */
    public SwarmRecord withMachines(Map<String, UnaryOperator<MachineRecord>> changes) {
        return withMachines(changes, MachineRecord::name);
    }

    /**
     * Returns a copy in which several machines are changed, but not those that have replaced them.
     *
     * @param changes the change of each machine, by its {@link MachineRecord#identity}
     */
    public SwarmRecord withSameMachines(Map<String, UnaryOperator<MachineRecord>> changes) {
        return withMachines(changes, MachineRecord::identity);
    }

    private SwarmRecord withMachines(
            Map<String, UnaryOperator<MachineRecord>> changes, Function<MachineRecord, String> key) {
        List<MachineRecord> changed = machines.stream()
                .map(machine -> changes.getOrDefault(key.apply(machine), UnaryOperator.identity())
                        .apply(machine))
                .toList();
        return copy(masterAsked, workersAsked, workersNeeded, leaseEnds, phase, resources, changed, run);
    }

    public SwarmRecord withResource(String key, String value) {
        Map<String, String> more = new TreeMap<>(resources);
        more.put(key, value);
        return copy(masterAsked, workersAsked, workersNeeded, leaseEnds, phase, more, machines, run);
    }

    public SwarmRecord withoutResource(String key) {
        Map<String, String> fewer = new TreeMap<>(resources);
        fewer.remove(key);
        return copy(masterAsked, workersAsked, workersNeeded, leaseEnds, phase, fewer, machines, run);
    }

    /** Returns a copy for machines that get other files. */
    public SwarmRecord withFiles(@Nullable String newLocustfileFolder, String newRequirements) {
        return new SwarmRecord(
                format,
                name,
                owner,
                controllerId,
                provider,
                masterAsked,
                workersAsked,
                workersNeeded,
                tags,
                createdAt,
                leaseEnds,
                phase,
                resources,
                newLocustfileFolder,
                newRequirements,
                machines,
                run);
    }

    public SwarmRecord withRun(@Nullable RunRecord newest) {
        return copy(masterAsked, workersAsked, workersNeeded, leaseEnds, phase, resources, machines, newest);
    }

    private SwarmRecord copy(
            boolean newMasterAsked,
            int newWorkersAsked,
            int newWorkersNeeded,
            Instant newLeaseEnds,
            Phase newPhase,
            Map<String, String> newResources,
            List<MachineRecord> newMachines,
            @Nullable RunRecord newRun) {
        return new SwarmRecord(
                format,
                name,
                owner,
                controllerId,
                provider,
                newMasterAsked,
                newWorkersAsked,
                newWorkersNeeded,
                tags,
                createdAt,
                newLeaseEnds,
                newPhase,
                newResources,
                locustfileFolder,
                requirements,
                newMachines,
                newRun);
    }

    /** Returns a copy in which this run is changed; the same record if it is not the newest run. */
    public SwarmRecord withSameRun(RunRecord known, UnaryOperator<RunRecord> change) {
        return run != null && run.isSame(known) ? withRun(change.apply(run)) : this;
    }

    /** Returns the machines with this role, in the order of their indexes. */
    public List<MachineRecord> machines(Role role) {
        return machines.stream().filter(machine -> machine.role() == role).toList();
    }

    /** Returns the machines with this role on which bootstrap.sh succeeded. */
    public List<MachineRecord> ready(Role role) {
        return machines(role).stream()
                .filter(machine -> machine.bootstrapped() != null)
                .toList();
    }

    /** Returns the master, if one was requested. */
    public Optional<MachineRecord> master() {
        return machines(Role.MASTER).stream().findFirst();
    }

    /**
     * Returns whether a machine was bootstrapped with other files.
     *
     * @param digest that of the bootstrap directory
     */
    public boolean hasOtherFiles(String digest) {
        return machines.stream()
                .anyMatch(machine -> machine.bootstrapped() != null
                        && !machine.bootstrapped().equals(digest));
    }

    /** Returns the newest run, if it may still be running or have results on the machines. */
    public Optional<RunRecord> openRun() {
        return Optional.ofNullable(run).filter(RunRecord::isOpen);
    }
}
