package io.jenkins.plugins.locustswarm.config;

import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;

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

    /** What all kinds of machines have in common in forms. */
    public abstract static class SwarmMachinesDescriptor extends Descriptor<SwarmMachines> {}
}
