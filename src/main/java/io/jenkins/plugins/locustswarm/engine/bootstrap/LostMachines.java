package io.jenkins.plugins.locustswarm.engine.bootstrap;

import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the provider about all machines that do not answer, with one query for many of them. Safe for use by several
 * threads.
 */
final class LostMachines {

    /** The interval at which the provider is asked while a machine does not answer. */
    private static final Duration BETWEEN_QUERIES = Duration.ofSeconds(15);

    private final MachineProvider provider;
    private final Map<String, MachineRecord> silent = new ConcurrentHashMap<>();

    private final Set<String> replaced = ConcurrentHashMap.newKeySet();

    /** By identity, as another machine of the same name may have taken the place of one that is gone. */
    private volatile Map<String, String> gone = Map.of();

    private Deadline nextQuery = Deadline.in(Duration.ZERO);
    private boolean querying;

    LostMachines(MachineProvider provider) {
        this.provider = provider;
    }

    /**
     * Returns why the machine, which does not answer, is gone for good; empty if that is not known. A query may take
     * minutes, and delays only its own caller.
     */
    Optional<String> whyGone(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        if (replaced.contains(machine.identity())) {
            return Optional.empty();
        }
        silent.put(machine.identity(), machine);
        if (!gone.containsKey(machine.identity()) && tryBeginQuery()) {
            try {
                gone = query(swarm, List.copyOf(silent.values()));
            } finally {
                endQuery();
            }
        }
        return Optional.ofNullable(gone.get(machine.identity()));
    }

    /** The provider knows machines by name, and would take the one that has replaced another for both. */
    private Map<String, String> query(SwarmRecord swarm, List<MachineRecord> silent) throws InterruptedException {
        List<MachineRecord> machines = silent.stream()
                .filter(machine -> !replaced.contains(machine.identity()))
                .toList();
        Map<String, String> byName = provider.whyGone(swarm, machines);
        Map<String, String> byIdentity = new HashMap<>();
        for (MachineRecord machine : machines) {
            String why = byName.get(machine.name());
            if (why != null) {
                byIdentity.put(machine.identity(), why);
            }
        }
        return byIdentity;
    }

    private synchronized boolean tryBeginQuery() {
        if (querying || !nextQuery.passed()) {
            return false;
        }
        querying = true;
        return true;
    }

    private synchronized void endQuery() {
        querying = false;
        nextQuery = Deadline.in(BETWEEN_QUERIES);
    }

    void recordAnswer(MachineRecord machine) {
        silent.remove(machine.identity());
    }

    /** Records that another machine has taken the place of this one, about which the provider is not asked any more. */
    void markReplaced(MachineRecord machine) {
        replaced.add(machine.identity());
        silent.remove(machine.identity());
    }
}
