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
 * Extends leases, since a build may keep a swarm that is up for longer than was foreseen, in a block or between two
 * steps. That has threads of its own and does not wait for the swarm's turn: collecting results may take longer than
 * the rest of the lease.
 */
@Extension
public final class LeaseExtension {

    private static final Logger LOGGER = Logger.getLogger(LeaseExtension.class.getName());

    private final Set<String> atWork = ConcurrentHashMap.newKeySet();

    static LeaseExtension get() {
        return ExtensionList.lookupSingleton(LeaseExtension.class);
    }

    /** Extends the lease when less than the margin is left of it. To be called again before the margin is over. */
    void whenItEndsSoon(SwarmRecord record) {
        Duration margin = LocustSwarmConfiguration.get().leaseMargin();
        Instant now = Instant.now();
        if (record.phase() != SwarmRecord.Phase.UP || record.leaseEnds().isAfter(now.plus(margin))) {
            return;
        }
        String swarm = record.name();
        if (!atWork.add(swarm)) {
            return;
        }
        try {
            SwarmPool.get().execute(SwarmWork.LEASE, () -> extend(swarm, now.plus(margin.multipliedBy(2))));
        } catch (RuntimeException | Error e) {
            atWork.remove(swarm);
            throw e;
        }
    }

    private void extend(String swarm, Instant end) {
        try (OpenSwarm open = Swarms.get().open(swarm, null, Progress.SILENT)) {
            open.extendLease(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Jenkins ends
        } catch (RuntimeException | Error e) {
            if (isUp(swarm)) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "The lease of swarm " + swarm + " could not be extended, and its machines may end before"
                                + " the build does. Jenkins tries again in a few minutes. " + e.getMessage());
            }
        } finally {
            atWork.remove(swarm);
        }
    }

    /** One that was taken down meanwhile needs no lease. */
    private static boolean isUp(String swarm) {
        return SwarmRecords.get()
                .load(swarm)
                .filter(record -> record.phase() == SwarmRecord.Phase.UP)
                .isPresent();
    }
}
