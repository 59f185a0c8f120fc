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

/** What an operation that is done makes of its Pipeline step. */
final class StepOutcome {

    private final StepContext context;
    private final SwarmOperation operation;
    private final Throwable stopCause;

    /** @param stopCause why the step was asked to end; null when it was not, or before a restart */
    StepOutcome(StepContext context, SwarmOperation operation, Throwable stopCause) {
        this.context = context;
        this.operation = operation;
        this.stopCause = stopCause;
    }

    /** @param value what the step returns when all is well; may be null */
    void tell(Object value) throws IOException, InterruptedException {
        String failure = operation.failure() == null ? null : Printable.lines(operation.failure());
        if (operation.isAborted()) {
            if (failure != null) {
                context.get(TaskListener.class).error(failure);
            }
            context.onFailure(stopCause == null ? new FlowInterruptedException(Result.ABORTED) : stopCause);
        } else if (failure != null) {
            context.onFailure(new AbortException(failure));
        } else if (operation.verdict() == Verdict.FAILED) {
            context.onFailure(new AbortException(operation.sentence()));
        } else {
            warn();
            context.onSuccess(value);
        }
    }

    private void warn() throws IOException, InterruptedException {
        if (operation.verdict() == Verdict.UNSTABLE) {
            FlowNode node = context.get(FlowNode.class);
            if (node != null) {
                node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(operation.sentence()));
            }
            context.get(Run.class).setResult(Result.UNSTABLE);
        }
    }
}
