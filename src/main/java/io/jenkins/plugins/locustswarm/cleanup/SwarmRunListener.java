package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;

/** Takes down what a build has left up when it ends, or is deleted. */
@Extension
public final class SwarmRunListener extends RunListener<Run<?, ?>> {

    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        for (SwarmRecord left : Swarms.get().of(run)) {
            listener.getLogger()
                    .println("Swarm " + left.name() + " is still up at the end of the build: taking it down.");
            if (run instanceof AbstractBuild) {
                takeDown(left.name(), listener);
            } else {
                // a Pipeline ends in a thread that must not wait
                Swarms.get().takeDownSoon(left.name());
            }
        }
    }

    private static void takeDown(String swarm, TaskListener listener) {
        try {
            Swarms.get().takeDown(swarm, listener);
        } catch (SwarmException e) {
            listener.error(e.getMessage());
        } catch (InterruptedException e) {
            Swarms.get().takeDownSoon(swarm);
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        Swarms.get().of(run).forEach(left -> Swarms.get().takeDownSoon(left.name()));
    }
}
