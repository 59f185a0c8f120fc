package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.swarms.BackgroundLog;
import io.jenkins.plugins.locustswarm.swarms.ReaperProgress;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Removes the remains of swarms of this controller that have no record and whose lease has expired, and its old images.
 * The machines of such a swarm have terminated by then, but other resources remain, such as key pairs and security
 * groups.
 */
@Extension
public final class LostSwarmReaper extends AsyncPeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(LostSwarmReaper.class.getName());
    private static final long PERIOD = TimeUnit.MINUTES.toMillis(30);

    public LostSwarmReaper() {
        super("Lost Locust swarm reaper");
    }

    @Override
    public long getRecurrencePeriod() {
        return PERIOD;
    }

    /** Random, so that controllers that start together do not call AWS together. */
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
                profile.getMachines().removeLost(profile.places(), own, new ReaperProgress(listener));
            } catch (SwarmException e) {
                left(listener, Messages.LostSwarmReaper_Left(profile.getName(), e.getMessage()));
            } catch (RuntimeException | Error e) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "Lost swarms of the profile " + profile.getName() + " could not be removed");
                left(listener, Messages.LostSwarmReaper_Left(profile.getName(), e + "."));
            }
        }
    }

    private static void left(TaskListener listener, String sentence) {
        listener.error(sentence);
        BackgroundLog.get().add(null, sentence, true);
    }
}
