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
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The swarms that an operation works on: all those of its build, or the named one. A build reaches only its own swarms. */
public final class BuildSwarms {

    private static final Logger LOGGER = Logger.getLogger(BuildSwarms.class.getName());

    private final SwarmOperation operation;
    private final BuildContext build;

    public BuildSwarms(SwarmOperation operation, BuildContext build) {
        this.operation = operation;
        this.build = build;
    }

    private List<SwarmRecord> all() throws IOException, InterruptedException {
        Optional<String> named = operation.swarm();
        return Swarms.get().of(build.run()).stream()
                .filter(record -> named.isEmpty() || named.get().equals(record.name()))
                .toList();
    }

    /** @throws BadInputException if there is not exactly one */
    SwarmRecord only() throws IOException, InterruptedException {
        List<SwarmRecord> all = all();
        if (all.isEmpty()) {
            throw new BadInputException(
                    operation.swarm().isEmpty()
                            ? whyNone() + ": bring one up first (locustSwarmUp), or use withLocustSwarm { }."
                            : whyNone() + ".");
        }
        if (all.size() > 1) {
            throw new BadInputException("The build has " + all.size() + " swarms: name one of them (swarm).");
        }
        return all.get(0);
    }

    private String whyNone() throws IOException, InterruptedException {
        return Swarms.get().whyNone(build.run(), operation.swarm().orElse(null));
    }

    /**
     * Takes all of them down, even if one fails.
     *
     * @return a sentence for the log if there was none and the operation did not bring one up itself
     * @throws MachinesLeftException if machines may be left
     */
    Optional<String> takeDown() throws IOException, InterruptedException {
        List<SwarmRecord> all = all();
        TeardownCause cause = cause();
        List<String> left = new ArrayList<>();
        for (SwarmRecord record : all) {
            try {
                SwarmTeardown.get().takeDown(record.name(), build.listener(), cause);
            } catch (SwarmException e) {
                left.add(e.getMessage());
            }
        }
        if (!left.isEmpty()) {
            throw new MachinesLeftException(String.join("\n", left), List.of(), null);
        }
        if (!all.isEmpty() || operation.machines().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(operation.swarm().isEmpty() ? "The build has no swarm that is up." : whyNone() + ".");
    }

    /**
     * Hands what a cut-short operation brought up, or was to take down, to the background ({@link SwarmTeardown#takeDownSoon}).
     * Throws nothing: a teardown that cannot be started here is done at the end of the build, or by the reaper.
     */
    public void takeDownSoon() {
        if (!operation.mayLeaveMachines()) {
            return;
        }
        try {
            TeardownCause cause = cause();
            Optional<String> swarm = operation.swarm();
            if (swarm.isPresent()) {
                SwarmTeardown.get().takeDownSoon(swarm.get(), cause);
            } else {
                SwarmTeardown.get().takeDownAllSoon(build.run(), cause);
            }
        } catch (IOException | RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "The reaper takes it down in a few minutes: " + operation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TeardownCause cause() throws IOException, InterruptedException {
        Run<?, ?> run = build.run();
        if (operation.isAborted()) {
            return TeardownCause.abort(run);
        }
        return operation.failure().isEmpty() ? TeardownCause.build(run) : TeardownCause.failure(run);
    }
}
