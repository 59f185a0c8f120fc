package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that works on a swarm that is up, and runs no load. */
public abstract class SwarmOperationStep extends LocustStep {

    private String swarm = "";

    /** The name of the swarm; the swarm of the block or of the build if empty. */
    public String getSwarm() {
        return swarm;
    }

    @DataBoundSetter
    public void setSwarm(@CheckForNull String name) {
        swarm = Util.fixNull(name).strip();
    }

    /** @param name the name of the swarm; the swarm of the build if absent */
    abstract SwarmOperation operation(@CheckForNull String name);

    @Override
    StepExecution execution(StepContext context) throws Exception {
        return new SwarmStepExecution(context, operation(SwarmScope.nameFor(swarm, context.get(SwarmScope.class))));
    }
}
