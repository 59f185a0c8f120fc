package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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
        String shown = failures.values().stream()
                .limit(MAX_REASONS_SHOWN)
                .map(Throwable::getMessage)
                .collect(Collectors.joining(" "));
        int more = failures.size() - MAX_REASONS_SHOWN;
        return more > 0 ? shown + " And " + more + " more." : shown;
    }
}
