package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Takes down the swarms of builds that have ended or are gone, soon after the start and every few minutes: whatever
 * kept a build from doing it, and whatever could not be taken down when that was tried. The swarms of builds that go on
 * may live on, too.
 */
@Extension
public final class SwarmReaper extends AsyncPeriodicWork {

    private static final long PERIOD = TimeUnit.MINUTES.toMillis(5);
    private static final long SOONEST = TimeUnit.SECONDS.toMillis(10);
    private static final long LATEST = TimeUnit.SECONDS.toMillis(40);

    public SwarmReaper() {
        super("Locust swarm reaper");
    }

    public static SwarmReaper get() {
        return ExtensionList.lookupSingleton(SwarmReaper.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return PERIOD;
    }

    /** Not the same for all controllers that were started together. */
    @Override
    public long getInitialDelay() {
        return ThreadLocalRandom.current().nextLong(SOONEST, LATEST);
    }

    @Override
    protected void execute(TaskListener listener) {
        List<String> own = LocustSwarmConfiguration.get().controllerIds();
        for (SwarmRecord record : SwarmRecords.get().all()) {
            SwarmOwner owner = SwarmOwner.of(record);
            if (!own.contains(record.controllerId())) {
                continue;
            }
            if (owner.isAlive()) {
                LeaseExtension.whenItEndsSoon(record);
            } else {
                listener.getLogger()
                        .println("Swarm " + record.name() + " is still up, and its build " + owner.runId()
                                + " is over: taking it down.");
                Swarms.get().takeDownSoon(record.name());
            }
        }
    }
}
