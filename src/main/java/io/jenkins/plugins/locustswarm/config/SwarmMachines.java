package io.jenkins.plugins.locustswarm.config;

import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the machines of a profile come from. */
public abstract class SwarmMachines implements Describable<SwarmMachines>, ExtensionPoint {

    /** The name that the provider has in records. */
    public abstract String providerName();

    /**
     * The record of a new swarm, with what the provider must know of the build to find the machines again.
     *
     * @param workspace of the build; null where the step runs outside of a node
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when these machines cannot be used there
     */
    public SwarmRecord planned(SwarmRecord record, FilePath workspace) {
        return record;
    }

    /**
     * The machines' provider for one swarm; the caller closes it.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when a setting or a credentials id cannot
     *     be used
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException when it cannot be reached now
     */
    public abstract MachineProvider provider(SwarmContext context);

    /** How long machines may take to be there; nothing where they are there already. */
    public Duration maxBootTime() {
        return Duration.ZERO;
    }

    /** What a swarm has cost so far, for people; empty where machines cost nothing. */
    public Optional<String> cost(SwarmRecord record) {
        return Optional.empty();
    }

    /**
     * Removes what this controller made and has no record of any more, where that can be found.
     *
     * @param places where credentials are looked up; all of Jenkins first
     * @throws io.jenkins.plugins.locustswarm.engine.failure.SwarmException when something may be left
     */
    public void removeLost(List<BuildCredentials> places, Installation own, Progress progress)
            throws InterruptedException {
        // most machines cannot be found without their record
    }

    /** What all kinds of machines have in common in forms. */
    public abstract static class SwarmMachinesDescriptor extends Descriptor<SwarmMachines> {

        protected SwarmMachinesDescriptor() {}

        protected SwarmMachinesDescriptor(Class<? extends SwarmMachines> machines) {
            super(machines);
        }
    }
}
