package io.jenkins.plugins.locustswarm.steps.freestyle;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.AbstractBuild;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The build step that runs a locustfile on the swarm of the build. */
public final class LocustRunBuilder extends OperationBuilder {

    private final LoadForm load;

    @DataBoundConstructor
    public LocustRunBuilder(LoadForm load) {
        this.load = load;
    }

    public LoadForm getLoad() {
        return load;
    }

    @Override
    SwarmOperation operation(AbstractBuild<?, ?> build, EnvVars variables) {
        return SwarmOperation.run(null, LoadSettings.of(load, variables::expand));
    }

    /** The descriptor of {@link LocustRunBuilder}. */
    @Extension
    @Symbol("locustRun")
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocustRunBuilder_DisplayName();
        }
    }
}
