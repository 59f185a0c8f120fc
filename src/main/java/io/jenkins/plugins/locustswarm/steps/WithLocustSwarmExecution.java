package io.jenkins.plugins.locustswarm.steps;

import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Up, then the block, then down. */
final class WithLocustSwarmExecution extends SwarmStepExecution {

    private static final long serialVersionUID = 1L;

    /** Null before the block. */
    private BodyExecution body;

    private boolean bodyOver;
    private Throwable bodyFailure;
    private Serializable bodyResult;

    WithLocustSwarmExecution(StepContext context, SwarmOperation operation) {
        super(context, operation);
    }

    @Override
    public void onResume() {
        if (body == null || bodyOver) {
            super.onResume();
        }
    }

    @Override
    void ended() throws IOException, InterruptedException {
        if (bodyOver) {
            afterDown();
        } else if (operation().isAborted() || operation().failure() != null) {
            super.ended();
        } else {
            body = getContext()
                    .newBodyInvoker()
                    .withContext(new SwarmScope(operation().swarm()))
                    .withCallback(new AtTheEnd(this))
                    .start();
        }
    }

    private void afterBody(Throwable failure, Object result) {
        bodyOver = true;
        bodyFailure = failure;
        bodyResult = result instanceof Serializable kept ? kept : null;
        begin(SwarmOperation.down(operation().swarm()));
    }

    /** What happened in the block is the step's end; machines that may be left are told of, and cared for later. */
    private void afterDown() throws IOException, InterruptedException {
        if (bodyFailure != null) {
            if (operation().failure() != null) {
                listener().error(operation().failure());
            }
            getContext().onFailure(bodyFailure);
        } else if (operation().isAborted() || operation().failure() != null) {
            super.ended();
        } else {
            getContext().onSuccess(bodyResult);
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (body != null && !bodyOver) {
            body.cancel(cause);
        } else {
            super.stop(cause);
        }
    }

    @Override
    public String getStatus() {
        return body != null && !bodyOver
                ? "running its block, swarm " + operation().swarm()
                : super.getStatus();
    }

    /** Hears of the block's end. */
    private static final class AtTheEnd extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final WithLocustSwarmExecution execution;

        AtTheEnd(WithLocustSwarmExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.afterBody(null, result);
        }

        @Override
        public void onFailure(StepContext context, Throwable failure) {
            execution.afterBody(failure, null);
        }
    }
}
