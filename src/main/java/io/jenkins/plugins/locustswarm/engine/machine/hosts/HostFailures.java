package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.FirstOfMany;
import io.jenkins.plugins.locustswarm.engine.machine.MachineQuorum;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The failures of an operation on several hosts. */
final class HostFailures {

    private static final int MAX_REASONS_SHOWN = 5;

    private final Map<MachineRecord, RuntimeException> failures;

    HostFailures(Map<MachineRecord, RuntimeException> failures) {
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    boolean isEmpty() {
        return failures.isEmpty();
    }

    Set<MachineRecord> machines() {
        return failures.keySet();
    }

    @CheckForNull
    RuntimeException first() {
        return failures.values().stream().findFirst().orElse(null);
    }

    void each(BiConsumer<MachineRecord, RuntimeException> consumer) {
        failures.forEach(consumer);
    }

    /**
     * Warns if the swarm can continue without these hosts.
     *
     * @param what predicate of the sentence about several hosts, as in "2 hosts cannot be used"
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if the swarm needs one of these hosts
     */
    void judge(SwarmRecord swarm, Progress progress, String what) {
        if (isEmpty()) {
            return;
        }
        refuseSecondNames();
        Set<String> failed = machines().stream().map(MachineRecord::name).collect(Collectors.toSet());
        long workersLeft = swarm.machines(Role.WORKER).stream()
                .filter(worker -> worker.address() != null && !failed.contains(worker.name()))
                .count(); // those without an address had failed before
        MachineQuorum quorum = new MachineQuorum(swarm, machines(), workersLeft);
        String reasons = failures.size() == 1 ? reasons() : failures.size() + " hosts " + what + ". " + reasons();
        quorum.require(reasons, first(), progress);
    }

    /** Fails even if the swarm could do without a slave, since it is chance which of the two names came first. */
    private void refuseSecondNames() {
        for (RuntimeException failure : failures.values()) {
            if (failure instanceof SameMachineException) {
                throw failure;
            }
        }
    }

    /** Returns the first messages and the number of the others. */
    String reasons() {
        return FirstOfMany.sentences(
                failures.values().stream().map(Throwable::getMessage).toList(), MAX_REASONS_SHOWN);
    }
}
