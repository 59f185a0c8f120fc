package io.jenkins.plugins.locustswarm.steps;

import hudson.Extension;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;

/** Takes a swarm down, or all that the build has. */
public final class LocustSwarmDownStep extends SwarmOperationStep {

    @DataBoundConstructor
    public LocustSwarmDownStep() {
        // the swarm is the block's, or the build's, unless another one is named
    }

    @Override
    SwarmOperation operation(String named) {
        return SwarmOperation.down(named);
    }

    /** Form of {@link LocustSwarmDownStep}. */
    @Extension
    public static final class DescriptorImpl extends SwarmStepDescriptor {

        @Override
        public String getFunctionName() {
            return "locustSwarmDown";
        }

        @Override
        public String getDisplayName() {
            return Messages.LocustSwarmDownStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ANYWHERE;
        }
    }
}
