package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The execution of {@code withLocustSwarm}: an operation that brings a swarm up, then the block, then an operation that
 * takes the swarm down. An abort during the block cancels the block; an abort before or after it is that of
 * {@link SwarmStepExecution}.
 */
final class WithLocustSwarmExecution extends SwarmStepExecution {

    private static final long serialVersionUID = 1L;

    /** Set when the block is launched. */
    @CheckForNull
    private BodyExecution body;

    /** Whether the block was launched and has not begun: the Pipeline begins it a moment later. */
    private boolean bodyPending;

    private boolean bodyEnded;

    @CheckForNull
    private Throwable bodyFailure;

    @CheckForNull
    private Serializable bodyResult;

    WithLocustSwarmExecution(StepContext context, SwarmOperation operation) {
        super(context, operation);
    }

    /** Returns the block, from its launch to its end. */
    @CheckForNull
    private synchronized BodyExecution openBody() {
        return bodyEnded ? null : body;
    }

    private synchronized boolean hasBodyEnded() {
        return bodyEnded;
    }

    /** A block that was launched and had not begun when Jenkins ended is launched again. */
    @Override
    public void onResume() {
        if (openBody() == null || forgetPendingBody()) {
            super.onResume();
        }
    }

    private synchronized boolean forgetPendingBody() {
        if (bodyPending) {
            body = null;
        }
        return bodyPending;
    }

    @Override
    void operationEnded() throws IOException, InterruptedException {
        if (hasBodyEnded()) {
            swarmIsDown();
        } else if (operation().isAborted() || operation().failure().isPresent()) {
            super.operationEnded();
        } else {
            launchBody();
        }
    }

    /** An abort comes before the launch, or cancels the block. */
    private synchronized void launchBody() throws IOException, InterruptedException {
        if (stopCause() != null) {
            super.operationEnded();
            return;
        }
        bodyPending = true;
        body = getContext()
                .newBodyInvoker()
                .withContext(new SwarmScope(operation().swarm().orElseThrow()))
                .withCallback(new BodyEnd(this))
                .start();
    }

    private synchronized void bodyBegan() {
        bodyPending = false;
    }

    private void bodyEnded(@CheckForNull Throwable failure, @CheckForNull Object result) {
        endBody(failure, result instanceof Serializable serializable ? serializable : null);
        begin(SwarmOperation.down(operation().swarm().orElseThrow()));
    }

    private synchronized void endBody(@CheckForNull Throwable failure, @CheckForNull Serializable result) {
        bodyEnded = true;
        bodyFailure = failure;
        bodyResult = result;
    }

    /** The block's outcome is the step's; a teardown that failed after a failed block is only logged. */
    private synchronized void swarmIsDown() throws IOException, InterruptedException {
        if (bodyFailure != null) {
            Optional<String> failure = operation().failure();
            if (failure.isPresent()) {
                build().listener().error(failure.get());
            }
            getContext().onFailure(bodyFailure);
        } else if (operation().isAborted() || operation().failure().isPresent()) {
            super.operationEnded();
        } else {
            getContext().onSuccess(bodyResult);
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (openBody() == null) {
            super.stop(cause);
        }
        BodyExecution open = openBody(); // launched before the step knew of the abort
        if (open != null) {
            open.cancel(cause);
        }
    }

    @Override
    public String getStatus() {
        return openBody() != null
                ? "running its block, swarm " + operation().swarm().orElseThrow()
                : super.getStatus();
    }

    /** Notes that the block has begun, and starts the teardown when it ends. */
    private static final class BodyEnd extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final WithLocustSwarmExecution execution;

        BodyEnd(WithLocustSwarmExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onStart(StepContext context) {
            execution.bodyBegan();
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.bodyEnded(null, result);
        }

        @Override
        public void onFailure(StepContext context, Throwable failure) {
            execution.bodyEnded(failure, null);
        }
    }
}
