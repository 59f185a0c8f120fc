package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.AbandonedSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.SwarmTeardown;
import io.jenkins.plugins.locustswarm.swarms.TeardownCause;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes down the swarms of builds that have ended or were deleted, soon after the start of Jenkins and every few minutes:
 * the builds were interrupted before they could, or a teardown failed. Extends the leases of swarms whose builds are
 * running.
 */
@Extension
public final class SwarmReaper extends AsyncPeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(SwarmReaper.class.getName());
    private static final long MIN_DELAY = TimeUnit.SECONDS.toMillis(10);
    private static final long MAX_DELAY = TimeUnit.SECONDS.toMillis(40);

    public SwarmReaper() {
        super("Locust swarm reaper");
    }

    public static SwarmReaper get() {
        return ExtensionList.lookupSingleton(SwarmReaper.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return LocustSwarmConfiguration.BETWEEN_LEASE_CHECKS.toMillis();
    }

    /** Random, so that controllers that start together do not call AWS together. */
    @Override
    public long getInitialDelay() {
        return ThreadLocalRandom.current().nextLong(MIN_DELAY, MAX_DELAY);
    }

    @Override
    public void execute(TaskListener listener) {
        List<String> own = LocustSwarmConfiguration.get().controllerIds();
        for (SwarmRecord record : SwarmRecords.get().all()) {
            if (own.contains(record.controllerId())) {
                try {
                    check(record, listener);
                } catch (RuntimeException | Error e) {
                    // continue with the other swarms
                    LOGGER.log(
                            Level.WARNING,
                            e,
                            () -> "Swarm " + record.name()
                                    + " could not be checked; Jenkins tries again in a few minutes.");
                }
            }
        }
    }

    private static void check(SwarmRecord record, TaskListener listener) {
        SwarmOwner owner = SwarmOwner.of(record);
        if (owner.isAlive()) {
            LeaseExtension.get().extendIfEndingSoon(record);
            return;
        }
        listener.getLogger().println(new AbandonedSwarm(record) + ", and " + owner.whatIsOver() + ": taking it down.");
        SwarmTeardown.get().takeDownSoon(record.name(), TeardownCause.reaper(owner));
    }
}
