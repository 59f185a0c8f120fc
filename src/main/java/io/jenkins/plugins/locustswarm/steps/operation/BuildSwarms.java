package io.jenkins.plugins.locustswarm.steps.operation;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.SwarmTeardown;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import io.jenkins.plugins.locustswarm.swarms.TeardownCause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The swarms that an operation works on: those of its build, or one of them. A build works on its own swarms only. */
public final class BuildSwarms {

    private static final Logger LOGGER = Logger.getLogger(BuildSwarms.class.getName());

    private final SwarmOperation operation;
    private final BuildContext site;

    public BuildSwarms(SwarmOperation operation, BuildContext site) {
        this.operation = operation;
        this.site = site;
    }

    private List<SwarmRecord> all() throws IOException, InterruptedException {
        return Swarms.get().of(site.run()).stream()
                .filter(record -> operation.swarm() == null || operation.swarm().equals(record.name()))
                .toList();
    }

    /** @throws BadInputException when there is not exactly one */
    SwarmRecord only() throws IOException, InterruptedException {
        List<SwarmRecord> all = all();
        if (all.isEmpty()) {
            throw new BadInputException(
                    operation.swarm() == null
                            ? none() + ": bring one up first (locustSwarmUp), or run inside of withLocustSwarm { }."
                            : none() + ".");
        }
        if (all.size() > 1) {
            throw new BadInputException("The build has " + all.size() + " swarms: say which one is meant (swarm).");
        }
        return all.get(0);
    }

    private String none() throws IOException, InterruptedException {
        return Swarms.get().whyNone(site.run(), operation.swarm());
    }

    /**
     * Takes all of them down, whatever happens to one.
     *
     * @return a sentence when there was none, and the operation did not bring it up itself; else null
     * @throws MachinesLeftException when something may be left
     */
    String takeDown() throws IOException, InterruptedException {
        List<SwarmRecord> all = all();
        TeardownCause cause = cause();
        List<String> left = new ArrayList<>();
        for (SwarmRecord record : all) {
            try {
                SwarmTeardown.get().takeDown(record.name(), site.listener(), cause);
            } catch (SwarmException e) {
                left.add(e.getMessage());
            }
        }
        if (!left.isEmpty()) {
            throw new MachinesLeftException(String.join("\n", left), List.of(), null);
        }
        if (!all.isEmpty() || operation.machines() != null) {
            return null;
        }
        return operation.swarm() == null ? "The build has no swarm that is up." : none() + ".";
    }

    /**
     * For an operation that is cut short: the background takes down what it brought up, or was to take down. Never throws;
     * what does not begin now is done at the end of the build, or by the reaper.
     */
    public void takeDownSoon() {
        if (!operation.mayLeaveMachines()) {
            return;
        }
        try {
            TeardownCause cause = cause();
            if (operation.swarm() != null) {
                SwarmTeardown.get().takeDownSoon(operation.swarm(), cause);
            } else {
                SwarmTeardown.get().takeDownAllSoon(site.run(), cause);
            }
        } catch (IOException | RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "The reaper takes it down, in a few minutes: " + operation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TeardownCause cause() throws IOException, InterruptedException {
        Run<?, ?> run = site.run();
        if (operation.isAborted()) {
            return TeardownCause.abort(run);
        }
        return operation.failure() == null ? TeardownCause.build(run) : TeardownCause.failure(run);
    }
}
