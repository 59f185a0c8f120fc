package io.jenkins.plugins.locustswarm.steps;

import hudson.Util;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that does one thing to a swarm that is up. */
public abstract class SwarmOperationStep extends Step {

    private String swarm = "";

    /** The swarm's name; empty for that of the block, or that of the build. */
    public String getSwarm() {
        return swarm;
    }

    @DataBoundSetter
    public void setSwarm(String name) {
        swarm = Util.fixNull(name).strip();
    }

    abstract SwarmOperation operation(String named);

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new SwarmStepExecution(context, operation(SwarmScope.orNamed(swarm, context.get(SwarmScope.class))));
    }
}
