package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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

/** The outcome of a finished operation, as the end of its Pipeline step. */
final class StepOutcome {

    private final StepContext context;
    private final SwarmOperation operation;

    @CheckForNull
    private final Throwable stopCause;

    /** @param stopCause why the step was aborted; unknown after a restart */
    StepOutcome(StepContext context, SwarmOperation operation, @CheckForNull Throwable stopCause) {
        this.context = context;
        this.operation = operation;
        this.stopCause = stopCause;
    }

    /** @param value the return value of a step that succeeds */
    void report(@CheckForNull Object value) throws IOException, InterruptedException {
        String failure = operation.failure().map(Printable::lines).orElse(null);
        if (operation.isAborted()) {
            if (failure != null) {
                context.get(TaskListener.class).error(failure);
            }
            context.onFailure(stopCause == null ? new FlowInterruptedException(Result.ABORTED) : stopCause);
        } else if (failure != null) {
            context.onFailure(new AbortException(failure));
        } else if (operation.verdict() == Verdict.FAILED) {
            context.onFailure(new AbortException(operation.verdictText()));
        } else {
            if (operation.verdict() == Verdict.UNSTABLE) {
                warn();
            }
            context.onSuccess(value);
        }
    }

    private void warn() throws IOException, InterruptedException {
        FlowNode node = context.get(FlowNode.class);
        if (node != null) {
            node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(operation.verdictText()));
        }
        context.get(Run.class).setResult(Result.UNSTABLE);
    }
}
