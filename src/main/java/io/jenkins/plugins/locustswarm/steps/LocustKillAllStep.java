package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;

/** The step {@code locustKillAll}: stops Locust on a swarm, which stays up. Results that were not collected are lost. */
public final class LocustKillAllStep extends SwarmOperationStep {

    @DataBoundConstructor
    public LocustKillAllStep() {
        // the name of the swarm is optional
    }

    @Override
    SwarmOperation operation(@CheckForNull String name) {
        return SwarmOperation.killAll(name);
    }

    /** The descriptor of {@link LocustKillAllStep}. */
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
