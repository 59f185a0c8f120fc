package io.jenkins.plugins.locustswarm.steps.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractBuild;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The build step that brings up a swarm for the build steps after it. */
public final class SwarmUpBuilder extends OperationBuilder {

    private final MachinesForm machines;
    private String file = "";

    @DataBoundConstructor
    public SwarmUpBuilder(@CheckForNull MachinesForm machines) {
        this.machines = machines == null ? new MachinesForm() : machines;
    }

    public MachinesForm getMachines() {
        return machines;
    }

    /** The locustfile whose folder is sent to the machines; none if empty. */
    public String getFile() {
        return Util.fixNull(file);
    }

    @DataBoundSetter
    public void setFile(@CheckForNull String path) {
        file = Util.fixNull(path).strip();
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        SwarmUpBuilder whole = new SwarmUpBuilder(machines);
        whole.setFile(file);
        return whole;
    }

    @Override
    SwarmOperation operation(AbstractBuild<?, ?> build, EnvVars variables) {
        return SwarmOperation.up(
                Swarms.get().nameFor(build), MachineSettings.of(machines, getFile(), variables::expand));
    }

    /** The descriptor of {@link SwarmUpBuilder}. */
    @Extension
    @Symbol("locustSwarmUp")
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SwarmUpBuilder_DisplayName();
        }
    }
}
