package io.jenkins.plugins.locustswarm.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Runs a locustfile on a swarm that is up and stays up. */
public final class LocustRunStep extends LoadStep {

    private String swarm = "";

    @DataBoundConstructor
    public LocustRunStep(String file) {
        super(file);
    }

    /** The swarm's name; empty for that of the block, or the only one of the build. */
    public String getSwarm() {
        return swarm;
    }

    @DataBoundSetter
    public void setSwarm(String name) {
        swarm = Util.fixNull(name).strip();
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        String named = SwarmScope.orNamed(swarm, context.get(SwarmScope.class));
        return new SwarmStepExecution(context, SwarmOperation.run(named, settings()));
    }

    /** Form of {@link LocustRunStep}. */
    @Extension
    public static final class DescriptorImpl extends SwarmStepDescriptor {

        @Override
        public String getFunctionName() {
            return "locustRun";
        }

        @Override
        public String getDisplayName() {
            return Messages.LocustRunStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ANYWHERE;
        }
    }
}
