package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Decides which host of the configuration is which machine of a swarm. */
final class HostAssignment {

    private final HostsSettings settings;

    HostAssignment(HostsSettings settings) {
        this.settings = settings;
    }

    /** @throws BadInputException if there are fewer hosts than the record asks for */
    void check(SwarmRecord asked) {
        if (asked.masterAsked()) {
            master();
        }
        if (asked.workersAsked() > settings.maxSlaves()) {
            throw tooFew(asked.workersAsked());
        }
    }

    /** Assigns hosts to the machines that have none, saves them, and returns the names of these machines. */
    Set<String> assign(RecordKeeper keeper) {
        SwarmRecord swarm = keeper.get();
        Map<String, String> assigned = new HashMap<>();
        Set<String> taken = swarm.machines().stream().map(MachineRecord::id).collect(Collectors.toSet());
        for (MachineRecord machine : swarm.machines()) {
            if (machine.id() == null) {
                Host host = machine.role() == Role.MASTER ? master() : slave(taken, swarm.workersAsked());
                taken.add(host.written());
                assigned.put(machine.name(), host.written());
            }
        }
        Map<String, UnaryOperator<MachineRecord>> changes = new HashMap<>();
        assigned.forEach((name, id) -> changes.put(name, known -> known.withId(id)));
        keeper.update(record -> record.withMachines(changes));
        return assigned.keySet();
    }

    private Host master() {
        return settings.master()
                .orElseThrow(() -> new BadInputException(
                        "No host is configured for the master: set one in the settings of the hosts (master = ...)."));
    }

    private Host slave(Set<String> taken, int asked) {
        return settings.slaves().stream()
                .filter(host -> !taken.contains(host.written()))
                .findFirst()
                .orElseThrow(() -> tooFew(asked));
    }

    private BadInputException tooFew(int asked) {
        return new BadInputException("Slaves requested: " + asked + ", hosts configured for slaves: "
                + settings.maxSlaves() + ". Request fewer slaves, or configure more hosts (slaves).");
    }
}
