package io.jenkins.plugins.locustswarm.steps.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.AbstractBuild;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The build step that brings up a swarm, runs a locustfile on it, and takes it down. */
public final class LocustTestBuilder extends OperationBuilder {

    private final LoadForm load;
    private final MachinesForm machines;

    @DataBoundConstructor
    public LocustTestBuilder(@CheckForNull LoadForm load, @CheckForNull MachinesForm machines) {
        this.load = load == null ? new LoadForm("") : load;
        this.machines = machines == null ? new MachinesForm() : machines;
    }

    public LoadForm getLoad() {
        return load;
    }

    public MachinesForm getMachines() {
        return machines;
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        return new LocustTestBuilder(load, machines);
    }

    @Override
    SwarmOperation operation(AbstractBuild<?, ?> build, EnvVars variables) {
        return SwarmOperation.test(
                Swarms.get().nameFor(build),
                MachineSettings.of(machines, load.getFile(), variables::expand),
                LoadSettings.of(load, variables::expand));
    }

    /** The descriptor of {@link LocustTestBuilder}. */
    @Extension
    @Symbol("locustSwarm")
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocustTestBuilder_DisplayName();
        }
    }
}
