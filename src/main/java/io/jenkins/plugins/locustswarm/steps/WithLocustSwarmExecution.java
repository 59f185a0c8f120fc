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

    /** Set when the block starts. */
    @CheckForNull
    private BodyExecution body;

    private boolean bodyEnded;

    @CheckForNull
    private Throwable bodyFailure;

    @CheckForNull
    private Serializable bodyResult;

    WithLocustSwarmExecution(StepContext context, SwarmOperation operation) {
        super(context, operation);
    }

    private boolean isInBody() {
        return body != null && !bodyEnded;
    }

    @Override
    public void onResume() {
        if (!isInBody()) {
            super.onResume();
        }
    }

    @Override
    void operationEnded() throws IOException, InterruptedException {
        if (bodyEnded) {
            swarmIsDown();
        } else if (operation().isAborted() || operation().failure().isPresent()) {
            super.operationEnded();
        } else {
            body = getContext()
                    .newBodyInvoker()
                    .withContext(new SwarmScope(operation().swarm().orElseThrow()))
                    .withCallback(new BodyEnd(this))
                    .start();
        }
    }

    private void bodyEnded(@CheckForNull Throwable failure, @CheckForNull Object result) {
        bodyEnded = true;
        bodyFailure = failure;
        bodyResult = result instanceof Serializable serializable ? serializable : null;
        begin(SwarmOperation.down(operation().swarm().orElseThrow()));
    }

    /** The block's outcome is the step's; a teardown that failed after a failed block is only logged. */
    private void swarmIsDown() throws IOException, InterruptedException {
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
        if (body != null && !bodyEnded) {
            body.cancel(cause);
        } else {
            super.stop(cause);
        }
    }

    @Override
    public String getStatus() {
        return isInBody() ? "running its block, swarm " + operation().swarm().orElseThrow() : super.getStatus();
    }

    /** Starts the teardown when the block ends. */
    private static final class BodyEnd extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final WithLocustSwarmExecution execution;

        BodyEnd(WithLocustSwarmExecution execution) {
            this.execution = execution;
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
