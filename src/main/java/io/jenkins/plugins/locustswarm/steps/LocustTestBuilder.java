package io.jenkins.plugins.locustswarm.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.AbstractBuild;
import io.jenkins.plugins.locustswarm.cleanup.Swarms;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Up, run, down in one build step. */
public final class LocustTestBuilder extends ErrandBuilder {

    private final LoadForm load;
    private final MachinesForm machines;

    @DataBoundConstructor
    public LocustTestBuilder(LoadForm load, MachinesForm machines) {
        this.load = load;
        this.machines = machines;
    }

    public LoadForm getLoad() {
        return load;
    }

    public MachinesForm getMachines() {
        return machines;
    }

    @Override
    Errand errand(AbstractBuild<?, ?> build, EnvVars variables) {
        return Errand.whole(
                Swarms.get().nameFor(build),
                MachineSettings.of(machines, variables::expand),
                LoadSettings.of(load, variables::expand));
    }

    /** Form of {@link LocustTestBuilder}. */
    @Extension
    @Symbol("locustSwarm")
    public static final class DescriptorImpl extends ErrandBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocustTestBuilder_DisplayName();
        }
    }
}
