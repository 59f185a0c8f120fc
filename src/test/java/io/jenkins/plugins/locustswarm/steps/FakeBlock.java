package io.jenkins.plugins.locustswarm.steps;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** The block of a step, without a Pipeline: it begins and ends when the test says so, or ends when it is cancelled. */
final class FakeBlock {

    private final StepContext context;
    private final AtomicInteger launches = new AtomicInteger();
    private volatile Runnable beforeLaunch = () -> {};
    private volatile BodyExecutionCallback callback;

    FakeBlock(StepContext context) {
        this.context = context;
    }

    /** How many times it was launched. */
    int launches() {
        return launches.get();
    }

    /** To be done when it is about to be launched. */
    void beforeLaunch(Runnable action) {
        beforeLaunch = action;
    }

    void begin() {
        callback.onStart(context);
    }

    void end(Object value) {
        callback.onSuccess(context, value);
    }

    BodyInvoker invoker() {
        return new Invoker();
    }

    private final class Invoker extends BodyInvoker {

        @Override
        public BodyInvoker withContext(Object override) {
            return this;
        }

        @Override
        public BodyInvoker withDisplayName(String name) {
            return this;
        }

        @Override
        public BodyInvoker withCallback(BodyExecutionCallback known) {
            callback = known;
            return this;
        }

        @Override
        public BodyExecution start() {
            beforeLaunch.run();
            launches.incrementAndGet();
            return new Execution();
        }
    }

    private final class Execution extends BodyExecution {

        private static final long serialVersionUID = 1L;

        private final transient CompletableFuture<Object> outcome = new CompletableFuture<>();

        @Override
        public Collection<StepExecution> getCurrentExecutions() {
            return List.of();
        }

        @Override
        public boolean cancel(Throwable cause) {
            callback.onFailure(context, cause);
            return true;
        }

        @Override
        public boolean isCancelled() {
            return outcome.isCancelled();
        }

        @Override
        public boolean isDone() {
            return outcome.isDone();
        }

        @Override
        public Object get() throws InterruptedException, ExecutionException {
            return outcome.get();
        }

        @Override
        public Object get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            return outcome.get(timeout, unit);
        }
    }
}
