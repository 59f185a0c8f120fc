package io.jenkins.plugins.locustswarm.steps;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What an errand that is done makes of its Pipeline step. */
final class StepOutcome {

    private final StepContext context;
    private final SwarmOperation errand;
    private final Throwable stopCause;

    /** @param stopCause why the step was asked to end; null when it was not, or before a restart */
    StepOutcome(StepContext context, SwarmOperation errand, Throwable stopCause) {
        this.context = context;
        this.errand = errand;
        this.stopCause = stopCause;
    }

    /** @param value what the step returns when all is well; may be null */
    void tell(Object value) throws IOException, InterruptedException {
        String failure = errand.failure() == null ? null : Printable.lines(errand.failure());
        if (errand.isAborted()) {
            if (failure != null) {
                context.get(TaskListener.class).error(failure);
            }
            context.onFailure(stopCause == null ? new FlowInterruptedException(Result.ABORTED) : stopCause);
        } else if (failure != null) {
            context.onFailure(new AbortException(failure));
        } else if (errand.verdict() == Verdict.FAILED) {
            context.onFailure(new AbortException(errand.sentence()));
        } else {
            warn();
            context.onSuccess(value);
        }
    }

    private void warn() throws IOException, InterruptedException {
        if (errand.verdict() == Verdict.UNSTABLE) {
            FlowNode node = context.get(FlowNode.class);
            if (node != null) {
                node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(errand.sentence()));
            }
            context.get(Run.class).setResult(Result.UNSTABLE);
        }
    }
}
