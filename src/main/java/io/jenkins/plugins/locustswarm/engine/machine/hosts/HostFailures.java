package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
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

/** The hosts on which something failed, and why. */
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

    /** Null when there is none. */
    RuntimeException first() {
        return failures.values().stream().findFirst().orElse(null);
    }

    void each(BiConsumer<MachineRecord, RuntimeException> consumer) {
        failures.forEach(consumer);
    }

    /**
     * A swarm can do without some of its workers, if that was said.
     *
     * @param what became of the hosts, as in "2 hosts cannot be used"
     * @throws BringUpException when it cannot do without these
     */
    void judge(SwarmRecord swarm, Progress progress, String what) {
        if (isEmpty()) {
            return;
        }
        refuseSecondNames();
        boolean masterFailed = machines().stream().anyMatch(machine -> machine.role() == Role.MASTER);
        long workersFailed = failures.size() - (masterFailed ? 1 : 0);
        if (masterFailed || swarm.workersAsked() - workersFailed < swarm.workersNeeded()) {
            throw new BringUpException(
                    failures.size() == 1 ? reasons() : failures.size() + " hosts " + what + ". " + reasons(), first());
        }
        progress.warning("Going on with " + (swarm.workersAsked() - workersFailed) + " of " + swarm.workersAsked()
                + " slaves. " + reasons());
    }

    /** Also where the swarm could do without a slave: which of two names came first is chance. */
    private void refuseSecondNames() {
        for (RuntimeException failure : failures.values()) {
            if (failure instanceof SameMachineException) {
                throw failure;
            }
        }
    }

    /** The messages of the first ones, and how many more there are. */
    String reasons() {
        String shown = failures.values().stream()
                .limit(MAX_REASONS_SHOWN)
                .map(Throwable::getMessage)
                .collect(Collectors.joining(" "));
        int more = failures.size() - MAX_REASONS_SHOWN;
        return more > 0 ? shown + " And " + more + " more." : shown;
    }
}
