package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The source of the machines of a profile. */
public abstract class SwarmMachines implements Describable<SwarmMachines>, ExtensionPoint {

    /** Returns the name of the provider in records. */
    public abstract String providerName();

    /**
     * Adds to the record of a new swarm what the provider must know about the build to find the machines again.
     *
     * @param workspace the workspace of the build; absent outside of a node
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if these machines cannot be used there
     */
    public SwarmRecord planned(SwarmRecord record, @CheckForNull FilePath workspace) {
        return record;
    }

    /**
     * Checks the settings without connecting to anything or looking up credentials, which can be added later.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a setting is invalid
     */
    public void check() {
        // machines without settings
    }

    /**
     * Creates the provider for one swarm; the caller closes it.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a setting is invalid or credentials
     *     cannot be used
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException if the machines cannot be reached now
     */
    public abstract MachineProvider provider(SwarmContext context);

    /** Returns the longest time that machines may take to boot; zero if they already run. */
    public Duration maxBootTime() {
        return Duration.ZERO;
    }

    /** Returns the cost of a swarm so far; empty if its machines cost nothing. */
    public Optional<Cost> cost(SwarmRecord record) {
        return Optional.empty();
    }

    /**
     * Removes swarms of this controller that have no record any more, as far as the provider can find them.
     *
     * @param places where credentials are looked up; the system store first
     * @throws io.jenkins.plugins.locustswarm.engine.failure.SwarmException if machines may be left
     */
    public void removeLost(List<BuildCredentials> places, Installation own, Progress progress)
            throws InterruptedException {
        // most providers cannot find machines without their record
    }

    /** The base class of the forms of machines. */
    public abstract static class SwarmMachinesDescriptor extends Descriptor<SwarmMachines> {

        protected SwarmMachinesDescriptor() {}

        protected SwarmMachinesDescriptor(Class<? extends SwarmMachines> machines) {
            super(machines);
        }
    }
}
