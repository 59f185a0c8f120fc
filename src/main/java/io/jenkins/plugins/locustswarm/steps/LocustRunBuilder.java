package io.jenkins.plugins.locustswarm.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.AbstractBuild;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Runs a locustfile on the swarm of the build. */
public final class LocustRunBuilder extends ErrandBuilder {

    private final LoadForm load;

    @DataBoundConstructor
    public LocustRunBuilder(LoadForm load) {
        this.load = load;
    }

    public LoadForm getLoad() {
        return load;
    }

    @Override
    Errand errand(AbstractBuild<?, ?> build, EnvVars variables) {
        return Errand.run(null, LoadSettings.of(load, variables::expand));
    }

    /** Form of {@link LocustRunBuilder}. */
    @Extension
    @Symbol("locustRun")
    public static final class DescriptorImpl extends ErrandBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocustRunBuilder_DisplayName();
        }
    }
}
