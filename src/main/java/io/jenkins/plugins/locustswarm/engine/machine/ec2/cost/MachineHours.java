package io.jenkins.plugins.locustswarm.engine.machine.ec2.cost;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchedMachine;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Hours of use of a swarm's machines by instance type, including machines that are gone. Fails with a
 * {@link io.jenkins.plugins.locustswarm.engine.failure.BadInputException} if the record is damaged.
 */
public final class MachineHours {

    private MachineHours() {}

    /** Returns the seconds of use by instance type, of machines that exist and of those that are gone. */
    static Map<String, Long> seconds(SwarmRecord swarm, Instant now) {
        Map<String, Long> seconds = new TreeMap<>(new Ec2Resources(swarm).used());
        for (MachineRecord machine : swarm.machines()) {
            add(seconds, swarm, machine, now);
        }
        return seconds;
    }

    /** Returns the record with the time of these machines moved to that of machines that are gone. */
    public static SwarmRecord ended(SwarmRecord swarm, Collection<MachineRecord> machines, Instant now) {
        Map<String, Long> seconds = seconds(swarm, now);
        SwarmRecord rest = swarm;
        for (MachineRecord machine : swarm.machines()) {
            if (machines.contains(machine)) {
                rest = rest.withoutResource(Ec2Resources.ofMachine(machine.name()));
            }
        }
        // machines that still exist are counted separately
        Map<String, Long> others = new TreeMap<>();
        for (MachineRecord machine : rest.machines()) {
            add(others, rest, machine, now);
        }
        others.forEach((type, still) -> seconds.merge(type, -still, Long::sum));
        String used = seconds.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        return used.isEmpty() ? rest : rest.withResource(Ec2Resources.USED, used);
    }

    private static void add(Map<String, Long> seconds, SwarmRecord swarm, MachineRecord machine, Instant now) {
        new Ec2Resources(swarm)
                .launched(machine)
                .ifPresent(launched -> seconds.merge(
                        launched.type(),
                        Math.max(0, Duration.between(launched.at(), now).toSeconds()),
                        Long::sum));
    }

    /** Returns the launch time of a machine; empty before its launch. */
    public static Optional<Instant> launchedAt(SwarmRecord swarm, MachineRecord machine) {
        return new Ec2Resources(swarm).launched(machine).map(LaunchedMachine::at);
    }
}
