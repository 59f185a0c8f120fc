package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;

/** The step {@code locustSwarmDown}: takes down a swarm, or all swarms of the build. */
public final class LocustSwarmDownStep extends SwarmOperationStep {

    @DataBoundConstructor
    public LocustSwarmDownStep() {
        // the name of the swarm is optional
    }

    @Override
    SwarmOperation operation(@CheckForNull String name) {
        return SwarmOperation.down(name);
    }

    /** The descriptor of {@link LocustSwarmDownStep}. */
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
