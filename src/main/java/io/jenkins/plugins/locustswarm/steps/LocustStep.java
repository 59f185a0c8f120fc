package io.jenkins.plugins.locustswarm.steps;

import hudson.AbortException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A step of this plugin. An invalid value is one sentence in the log: Jenkins adds no stack trace to an {@link AbortException}. */
public abstract class LocustStep extends Step {

    @Override
    public final StepExecution start(StepContext context) throws Exception {
        try {
            return execution(context);
        } catch (SwarmException e) {
            throw new AbortException(Printable.lines(e.getMessage()));
        }
    }

    /** @throws SwarmException if a value is not valid */
    abstract StepExecution execution(StepContext context) throws Exception;
}
