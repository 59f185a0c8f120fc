package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.OpenSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Extends leases, since a build may keep a swarm up for longer than expected, in a block or between two steps. This does
 * not wait for other work on the swarm: collecting results may take longer than the rest of the lease.
 */
@Extension
public final class LeaseExtension {

    private static final Logger LOGGER = Logger.getLogger(LeaseExtension.class.getName());

    private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

    static LeaseExtension get() {
        return ExtensionList.lookupSingleton(LeaseExtension.class);
    }

    /** Extends the lease if less than the margin is left of it. Must be called more often than once per margin. */
    void extendIfEndingSoon(SwarmRecord record) {
        Duration margin = LocustSwarmConfiguration.get().leaseMargin();
        Instant now = Instant.now();
        if (record.phase() != SwarmRecord.Phase.UP || record.leaseEnds().isAfter(now.plus(margin))) {
            return;
        }
        String swarm = record.name();
        if (!inProgress.add(swarm)) {
            return;
        }
        try {
            SwarmPool.get().execute(SwarmWork.LEASE, () -> extend(swarm, now.plus(margin.multipliedBy(2))));
        } catch (RuntimeException | Error e) {
            inProgress.remove(swarm);
            throw e;
        }
    }

    private void extend(String swarm, Instant end) {
        try (OpenSwarm open = Swarms.get().open(swarm, null, Progress.SILENT)) {
            open.extendLease(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Jenkins is stopping
        } catch (RuntimeException | Error e) {
            if (isUp(swarm)) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "The lease of swarm " + swarm + " could not be extended, and its machines may end before"
                                + " the build. Jenkins tries again in a few minutes. " + e.getMessage());
            }
        } finally {
            inProgress.remove(swarm);
        }
    }

    /** Returns whether the swarm is still up; otherwise it needs no lease. */
    private static boolean isUp(String swarm) {
        return SwarmRecords.get()
                .load(swarm)
                .filter(record -> record.phase() == SwarmRecord.Phase.UP)
                .isPresent();
    }
}
