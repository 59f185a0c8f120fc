package io.jenkins.plugins.locustswarm.engine.bootstrap;

import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks the provider about all machines that do not answer, with one query for many of them. */
final class LostMachines {

    /** The interval at which EC2 is asked while a master does not answer. */
    private static final Duration BETWEEN_QUERIES = Duration.ofSeconds(15);

    private final MachineProvider provider;
    private final Map<String, MachineRecord> silent = new LinkedHashMap<>();
    private Map<String, String> gone = Map.of();
    private Deadline nextQuery = Deadline.in(Duration.ZERO);

    LostMachines(MachineProvider provider) {
        this.provider = provider;
    }

    /** Returns why the machine, which does not answer, is gone for good; empty if that is not known. */
    synchronized Optional<String> whyGone(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        silent.put(machine.name(), machine);
        if (!gone.containsKey(machine.name()) && nextQuery.passed()) {
            nextQuery = Deadline.in(BETWEEN_QUERIES);
            gone = provider.whyGone(swarm, silent.values());
        }
        return Optional.ofNullable(gone.get(machine.name()));
    }

    synchronized void answers(MachineRecord machine) {
        silent.remove(machine.name());
    }
}
