package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.TeardownLog;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Removes what swarms of this controller have left and no record tells of any more, once their lease is over: machines
 * end by themselves then, but not what was made beside them.
 */
@Extension
public final class LostSwarmReaper extends AsyncPeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(LostSwarmReaper.class.getName());
    private static final long PERIOD = TimeUnit.MINUTES.toMillis(30);

    public LostSwarmReaper() {
        super("Reaper of lost Locust swarms");
    }

    @Override
    public long getRecurrencePeriod() {
        return PERIOD;
    }

    /** Not the same for all controllers that were started together. */
    @Override
    public long getInitialDelay() {
        return ThreadLocalRandom.current().nextLong(PERIOD / 10, PERIOD);
    }

    @Override
    protected void execute(TaskListener listener) throws InterruptedException {
        LocustSwarmConfiguration configuration = LocustSwarmConfiguration.get();
        Installation own = Installation.of(configuration.controllerIds(), SwarmRecords.get()::all);
        for (SwarmProfile profile : configuration.getProfiles()) {
            if (profile.getMachines() == null) {
                continue;
            }
            try {
                profile.getMachines().removeLost(profile.places(), own, new TeardownLog(listener));
            } catch (SwarmException e) {
                listener.error(Messages.LostSwarmReaper_Left(profile.getName(), e.getMessage()));
            } catch (RuntimeException | Error e) {
                LOGGER.log(Level.WARNING, e, () -> "Looking for lost swarms of the profile " + profile.getName());
                listener.error(Messages.LostSwarmReaper_Left(profile.getName(), e + "."));
            }
        }
    }
}
