package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.AbandonedSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmTeardown;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import io.jenkins.plugins.locustswarm.swarms.TeardownCause;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes down the swarms of a build when it ends or is deleted. */
@Extension
public final class SwarmRunListener extends RunListener<Run<?, ?>> {

    private static final Logger LOGGER = Logger.getLogger(SwarmRunListener.class.getName());

    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        TeardownCause cause = TeardownCause.endOfBuild(run);
        for (SwarmRecord left : Swarms.get().of(run)) {
            AbandonedSwarm swarm = new AbandonedSwarm(left);
            if (swarm.hasResources()) {
                listener.getLogger().println(swarm + " at the end of the build: taking it down.");
            }
            if (run instanceof AbstractBuild) {
                takeDown(left.name(), listener, cause);
            } else {
                // a Pipeline ends in a thread that must not block
                takeDownSoon(left.name(), cause);
            }
        }
    }

    private static void takeDown(String swarm, TaskListener listener, TeardownCause cause) {
        try {
            SwarmTeardown.get().takeDown(swarm, listener, cause);
        } catch (SwarmException e) {
            listener.error(e.getMessage());
        } catch (InterruptedException e) {
            takeDownSoon(swarm, cause);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "Swarm " + swarm + " could not be taken down");
            listener.error(SwarmTeardown.incomplete(e + "."));
        }
    }

    /** Leaves the teardown to the reaper if it cannot begin now, and continues with the other swarms of the build. */
    private static void takeDownSoon(String swarm, TeardownCause cause) {
        try {
            SwarmTeardown.get().takeDownSoon(swarm, cause);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "The reaper takes down swarm " + swarm + " in a few minutes.");
        }
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        TeardownCause cause = TeardownCause.deletion(run);
        Swarms.get().of(run).forEach(left -> takeDownSoon(left.name(), cause));
    }
}
