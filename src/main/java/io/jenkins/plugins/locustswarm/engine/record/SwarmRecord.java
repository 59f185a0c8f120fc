package io.jenkins.plugins.locustswarm.engine.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * All that is needed to finish, collect or take down a swarm, by any process on any day. It is saved before the first
 * call that creates something and after every step. Secrets are never in it.
 *
 * @param format version of this layout
 * @param name of the swarm, unique for its owner
 * @param owner the person or job that asked for it
 * @param controllerId the installation that made it; a reaper touches only its own
 * @param provider which provider has the machines: {@code local}, {@code hosts}, {@code ec2}
 * @param masterAsked whether a master was asked for
 * @param workersAsked how many workers were asked for
 * @param workersNeeded how many of them are enough to go on
 * @param tags the user's own, for machines of a provider that can have them
 * @param createdAt when it was first asked for
 * @param leaseEnds when the machines may be taken down by anybody who cleans up
 * @param phase how far it got
 * @param resources what the provider made beside machines, by the provider's own names
 * @param machines those that were asked for, in any state
 * @param run the newest run; null before the first
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
        List<MachineRecord> machines,
        RunRecord run) {

    /** The version that this code writes and reads. */
    public static final int FORMAT = 1;

    /** How far a swarm got. */
    public enum Phase {
        /** Machines are being made or bootstrapped, or that was cut short. */
        COMING_UP,
        /** All machines that were asked for are bootstrapped. */
        UP,
        /** Machines are being taken down, or that was cut short. */
        GOING_DOWN,
        /** Nothing is left. */
        DOWN
    }

    public SwarmRecord {
        tags = tags == null ? Map.of() : Map.copyOf(tags);
        resources = resources == null ? Map.of() : Map.copyOf(resources);
        machines = machines == null ? List.of() : List.copyOf(machines);
    }

    /** A swarm of which nothing exists yet. */
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
                List.of(),
                null);
    }

    /** The same swarm in another phase. */
    public SwarmRecord withPhase(Phase next) {
        return copy(masterAsked, workersAsked, workersNeeded, leaseEnds, next, resources, machines, run);
    }

    /** The same swarm with another end of its lease. */
    public SwarmRecord withLeaseEnds(Instant end) {
        return copy(masterAsked, workersAsked, workersNeeded, end, phase, resources, machines, run);
    }

    /** The same swarm with a lease that ends at this moment or later: a lease that ends later already stays as it is. */
    public SwarmRecord withLeaseExtendedTo(Instant end) {
        return leaseEnds.isBefore(end) ? withLeaseEnds(end) : this;
    }

    /** The same swarm with a master asked for; nothing changes when it was already. */
    public SwarmRecord withMasterAsked() {
        return masterAsked
                ? this
                : copy(true, workersAsked, workersNeeded, leaseEnds, phase, resources, with(Role.MASTER, 0, 0), run);
    }

    /**
     * The same swarm with workers 1 to {@code count} asked for; those that were asked for before stay.
     *
     * @param needed how many are enough to go on, at most {@code count}
     */
    public SwarmRecord withWorkersAsked(int count, int needed) {
        if (count <= workersAsked) {
            return copy(masterAsked, workersAsked, needed, leaseEnds, phase, resources, machines, run);
        }
        List<MachineRecord> more = with(Role.WORKER, workersAsked + 1, count);
        return copy(masterAsked, count, needed, leaseEnds, phase, resources, more, run);
    }

    private List<MachineRecord> with(Role role, int first, int last) {
        List<MachineRecord> more = new ArrayList<>(machines);
        for (int index = first; index <= last; index++) {
            more.add(MachineRecord.asked(role, index));
        }
        return more;
    }

    /** The same swarm, of which the machines of a role are gone and no longer asked for. */
    public SwarmRecord without(Role role) {
        List<MachineRecord> rest =
                machines.stream().filter(machine -> machine.role() != role).toList();
        return role == Role.MASTER
                ? copy(false, workersAsked, workersNeeded, leaseEnds, phase, resources, rest, run)
                : copy(masterAsked, 0, 0, leaseEnds, phase, resources, rest, run);
    }

    /** The same swarm with the machine of that name changed. */
    public SwarmRecord withMachine(String machineName, UnaryOperator<MachineRecord> change) {
        List<MachineRecord> changed = machines.stream()
                .map(machine -> machine.name().equals(machineName) ? change.apply(machine) : machine)
                .toList();
        return copy(masterAsked, workersAsked, workersNeeded, leaseEnds, phase, resources, changed, run);
    }

    /** The same swarm with one more resource of the provider's. */
    public SwarmRecord withResource(String key, String value) {
        Map<String, String> more = new TreeMap<>(resources);
        more.put(key, value);
        return copy(masterAsked, workersAsked, workersNeeded, leaseEnds, phase, more, machines, run);
    }

    /** The same swarm without that resource. */
    public SwarmRecord withoutResource(String key) {
        Map<String, String> fewer = new TreeMap<>(resources);
        fewer.remove(key);
        return copy(masterAsked, workersAsked, workersNeeded, leaseEnds, phase, fewer, machines, run);
    }

    /** The same swarm with another newest run. */
    public SwarmRecord withRun(RunRecord newest) {
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
            RunRecord newRun) {
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
                newMachines,
                newRun);
    }

    /** The machines with that role, in the order of their indexes. */
    public List<MachineRecord> machines(Role role) {
        return machines.stream().filter(machine -> machine.role() == role).toList();
    }

    /** Those of them on which bootstrap.sh succeeded. */
    public List<MachineRecord> ready(Role role) {
        return machines(role).stream()
                .filter(machine -> machine.bootstrapped() != null)
                .toList();
    }

    /** The master, if one was asked for. */
    public Optional<MachineRecord> master() {
        return machines(Role.MASTER).stream().findFirst();
    }

    /** The run that may still go on or have results on the machines. */
    public Optional<RunRecord> openRun() {
        return Optional.ofNullable(run).filter(RunRecord::isOpen);
    }
}
