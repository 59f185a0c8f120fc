package io.jenkins.plugins.locustswarm.steps.freestyle;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.AbstractBuild;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The build step that stops Locust on the swarm of the build. */
public final class LocustKillAllBuilder extends OperationBuilder {

    @DataBoundConstructor
    public LocustKillAllBuilder() {
        // has no settings
    }

    @Override
    SwarmOperation operation(AbstractBuild<?, ?> build, EnvVars variables) {
        return SwarmOperation.killAll(null);
    }

    /** The descriptor of {@link LocustKillAllBuilder}. */
    @Extension
    @Symbol("locustKillAll")
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocustKillAllBuilder_DisplayName();
        }
    }
}
