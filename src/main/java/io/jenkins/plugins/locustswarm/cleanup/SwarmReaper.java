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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes down the swarms of builds that have ended or were deleted, soon after the start of Jenkins and every few minutes:
 * the builds were interrupted before they could, or a teardown failed. Extends the leases of swarms whose builds are
 * running. A job that is being moved is not found for a moment, so that only two checks in a row show that it was deleted.
 */
@Extension
public final class SwarmReaper extends AsyncPeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(SwarmReaper.class.getName());
    private static final long MIN_DELAY = TimeUnit.SECONDS.toMillis(10);
    private static final long MAX_DELAY = TimeUnit.SECONDS.toMillis(40);

    /** The names of the swarms whose job was not found by the last check. */
    private final Set<String> withoutJob = ConcurrentHashMap.newKeySet();

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
        withoutJob.retainAll(SwarmRecords.get().names());
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

    private void check(SwarmRecord record, TaskListener listener) {
        SwarmOwner owner = SwarmOwner.of(record);
        SwarmOwner.State state = owner.state();
        if (state != SwarmOwner.State.WITHOUT_JOB) {
            withoutJob.remove(record.name());
        }
        if (state == SwarmOwner.State.ALIVE) {
            LeaseExtension.get().extendIfEndingSoon(record);
            return;
        }
        if (state == SwarmOwner.State.WITHOUT_JOB && withoutJob.add(record.name())) {
            listener.getLogger()
                    .println(new AbandonedSwarm(record) + ", and the job of its build " + owner.buildName()
                            + " was not found: checking it again in a few minutes, because the job may be in the process of"
                            + " being moved.");
            return;
        }
        listener.getLogger().println(new AbandonedSwarm(record) + ", and " + owner.endReason() + ": taking it down.");
        SwarmTeardown.get().takeDownSoon(record.name(), TeardownCause.reaper(owner));
    }
}
