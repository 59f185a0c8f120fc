package io.jenkins.plugins.locustswarm.cleanup;

import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A build may keep a swarm that is up for longer than was foreseen, in a block or between two steps. */
final class LeaseExtension {

    private static final Logger LOGGER = Logger.getLogger(LeaseExtension.class.getName());

    private LeaseExtension() {}

    /** Extends the lease, in the pool, when less than the margin is left of it. */
    static void whenItEndsSoon(SwarmRecord record) {
        Duration margin = LocustSwarmConfiguration.get().leaseMargin();
        Instant now = Instant.now();
        if (record.phase() != SwarmRecord.Phase.UP || record.leaseEnds().isAfter(now.plus(margin))) {
            return;
        }
        SwarmPool.get().submit(record.name(), () -> {
            try (OpenSwarm open = Swarms.get().open(record.name(), null, Progress.SILENT)) {
                open.extendLease(now.plus(margin.multipliedBy(2)));
            } catch (SwarmException e) {
                LOGGER.log(Level.WARNING, e.getMessage() + " Its machines may end before the build does.", e);
            }
            return null;
        });
    }
}
