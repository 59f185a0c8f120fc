package io.jenkins.plugins.locustswarm.steps;

import hudson.Extension;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;

/** Stops Locust on a swarm, which stays up; results of a run that goes on are given up. */
public final class LocustKillAllStep extends SwarmOperationStep {

    @DataBoundConstructor
    public LocustKillAllStep() {
        // the swarm is the block's, or the build's, unless another one is named
    }

    @Override
    SwarmOperation operation(String named) {
        return SwarmOperation.killAll(named);
    }

    /** Form of {@link LocustKillAllStep}. */
    @Extension
    public static final class DescriptorImpl extends SwarmStepDescriptor {

        @Override
        public String getFunctionName() {
            return "locustKillAll";
        }

        @Override
        public String getDisplayName() {
            return Messages.LocustKillAllStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ANYWHERE;
        }
    }
}
