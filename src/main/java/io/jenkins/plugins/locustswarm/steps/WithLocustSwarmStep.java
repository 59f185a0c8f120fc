package io.jenkins.plugins.locustswarm.steps;

import hudson.Extension;
import hudson.model.Run;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The step {@code withLocustSwarm}: brings up a swarm for a block, and takes it down after the block. */
public final class WithLocustSwarmStep extends MachinesStep {

    @DataBoundConstructor
    public WithLocustSwarmStep() {
        // all fields have defaults
    }

    @Override
    StepExecution execution(StepContext context) throws Exception {
        return new WithLocustSwarmExecution(context, operation(context.get(Run.class)));
    }

    /** The descriptor of {@link WithLocustSwarmStep}. */
    @Extension
    public static final class DescriptorImpl extends SwarmStepDescriptor {

        @Override
        public String getFunctionName() {
            return "withLocustSwarm";
        }

        @Override
        public String getDisplayName() {
            return Messages.WithLocustSwarmStep_DisplayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ON_A_NODE;
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(SwarmScope.class);
        }
    }
}
