package io.jenkins.plugins.locustswarm.engine.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The machines of a run, and what they got.
 *
 * @param slavesAsked number of slaves that were requested
 * @param processes number of worker processes on each slave that was requested; -1 for one per CPU
 * @param arguments number of extra arguments of Locust, which may be secrets themselves; absent for a run that an earlier
 *     version started
 * @param files SHA-256 digest of the files that the machines got; absent if they got different ones
 * @param python version of Python on the master; absent if Locust is not in the virtual environment of the swarm
 * @param machines the machines on which bootstrap.sh succeeded, the master first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSetup(
        int slavesAsked,
        int processes,
        @CheckForNull Integer arguments,
        @CheckForNull String files,
        @CheckForNull String python,
        List<Machines> machines) {

    /**
     * Machines of one kind.
     *
     * @param role role in the swarm
     * @param type the provider's type of machine, for example {@code t3.micro}; absent if the provider has no types
     * @param zone the provider's zone, for example {@code eu-west-1a}; absent if the provider has no zones, or it is not known
     * @param cpus number of virtual CPUs of each; 0 if unknown
     * @param count number of these machines
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Machines(
            Role role,
            @CheckForNull String type,
            @CheckForNull String zone,
            int cpus,
            int count) {

        private Machines plus(Machines others) {
            return new Machines(role, type, zone, cpus, count + others.count);
        }
    }

    /**
     * What the provider knows about a machine.
     *
     * @param type the provider's type of machine; absent if the provider has no types
     * @param zone the provider's zone; absent if the provider has no zones, or it is not known
     */
    public record Kind(
            @CheckForNull String type, @CheckForNull String zone) {}

    public RunSetup {
        machines = machines == null ? List.of() : List.copyOf(machines);
    }

    /**
     * Returns the setup of a swarm.
     *
     * @param run the run on it
     * @param kind returns what the provider knows about a machine
     */
    public static RunSetup of(SwarmRecord swarm, RunRecord run, Function<MachineRecord, Kind> kind) {
        List<MachineRecord> ready = swarm.machines().stream()
                .filter(machine -> machine.bootstrapped() != null)
                .toList();
        List<String> digests =
                ready.stream().map(MachineRecord::bootstrapped).distinct().toList();
        String python = ready.stream()
                .filter(machine -> machine.role() == Role.MASTER)
                .map(MachineRecord::python)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new RunSetup(
                swarm.workersAsked(),
                run.load().processes(),
                run.arguments(),
                digests.size() == 1 ? digests.get(0) : null,
                python,
                kinds(ready, kind));
    }

    private static List<Machines> kinds(List<MachineRecord> machines, Function<MachineRecord, Kind> kind) {
        Map<List<Object>, Machines> kinds = new LinkedHashMap<>();
        for (MachineRecord machine : machines) {
            Kind known = kind.apply(machine);
            kinds.merge(
                    List.of(machine.role(), known, machine.cpus()),
                    new Machines(machine.role(), known.type(), known.zone(), machine.cpus(), 1),
                    Machines::plus);
        }
        return List.copyOf(kinds.values());
    }
}
