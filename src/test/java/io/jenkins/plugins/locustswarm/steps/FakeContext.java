package io.jenkins.plugins.locustswarm.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step knows of its Pipeline, without a Pipeline: counts how often the state is saved. */
final class FakeContext extends StepContext {

    private static final long serialVersionUID = 1L;

    private final transient FreeStyleBuild build;
    private final transient CompletableFuture<Object> outcome = new CompletableFuture<>();
    private final transient AtomicInteger saves = new AtomicInteger();
    private final transient ByteArrayOutputStream log = new ByteArrayOutputStream();
    private transient volatile boolean diskIsFull;

    FakeContext(FreeStyleBuild build) {
        this.build = build;
    }

    int saves() {
        return saves.get();
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    void diskIsFull() {
        diskIsFull = true;
    }

    /** What the step returned. */
    Object value() throws ExecutionException, InterruptedException, TimeoutException {
        return outcome.get(3, TimeUnit.MINUTES);
    }

    /** Why the step failed. */
    Throwable failure() throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("The step returned " + value());
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Override
    public <T> T get(Class<T> key) throws IOException, InterruptedException {
        if (key == Run.class) {
            return key.cast(build);
        } else if (key == TaskListener.class) {
            return key.cast(new StreamTaskListener(log, StandardCharsets.UTF_8));
        } else if (key == FilePath.class) {
            return key.cast(build.getWorkspace());
        } else if (key == EnvVars.class) {
            return key.cast(new EnvVars());
        }
        return null;
    }

    @Override
    public void onSuccess(Object result) {
        outcome.complete(result);
    }

    @Override
    public void onFailure(Throwable failure) {
        outcome.completeExceptionally(failure);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        saves.incrementAndGet();
        if (diskIsFull) {
            throw new IllegalStateException("the disk is full");
        }
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result result) {
        // the outcome says it
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        throw new NoClassDefFoundError("replaced by an update");
    }

    @Override
    public boolean hasBody() {
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
