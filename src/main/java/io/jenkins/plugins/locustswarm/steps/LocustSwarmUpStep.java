package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The step {@code locustSwarmUp}: brings up a swarm, which stays up until it is taken down, or until the build ends. */
public final class LocustSwarmUpStep extends MachinesStep {

    @DataBoundConstructor
    public LocustSwarmUpStep() {
        // all fields have defaults
    }

    @Override
    StepExecution execution(StepContext context) throws Exception {
        return new Execution(context, operation(context.get(Run.class)));
    }

    /** The execution of a step that returns the name of its swarm. */
    private static final class Execution extends SwarmStepExecution {

        private static final long serialVersionUID = 1L;

        Execution(StepContext context, SwarmOperation operation) {
            super(context, operation);
        }

        @Override
        @CheckForNull
        Object value() {
            return operation().swarm().orElse(null);
        }
    }

    /** The descriptor of {@link LocustSwarmUpStep}. */
    @Extension
    public static final class DescriptorImpl extends SwarmStepDescriptor {

        @Override
        public String getFunctionName() {
            return "locustSwarmUp";
        }

        @Override
        public String getDisplayName() {
            return Messages.LocustSwarmUpStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ON_A_NODE;
        }
    }
}
