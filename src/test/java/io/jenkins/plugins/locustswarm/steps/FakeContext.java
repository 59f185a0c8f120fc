package io.jenkins.plugins.locustswarm.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step knows of its Pipeline, without a Pipeline: counts how often the state is saved, and launches {@link FakeBlock}. */
final class FakeContext extends StepContext {

    private static final long serialVersionUID = 1L;

    private final transient FreeStyleBuild build;
    private final transient CompletableFuture<Object> outcome = new CompletableFuture<>();
    private final transient AtomicInteger saves = new AtomicInteger();
    private final transient ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final transient AtomicInteger unfinishedSaves = new AtomicInteger();
    private transient volatile boolean diskIsFull;
    private transient volatile Duration saveTime = Duration.ZERO;
    private transient volatile IntConsumer onSave = number -> {};

    @CheckForNull
    private transient volatile FakeBlock block;

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

    /** Each save takes this long from now on. */
    void savesTake(Duration time) {
        saveTime = time;
    }

    /** The number of saves that were begun and have not ended. */
    int unfinishedSaves() {
        return unfinishedSaves.get();
    }

    /** Called in each save, with its number from 1. */
    void onSave(IntConsumer handler) {
        onSave = handler;
    }

    /** The block of the step; without one, a launch fails. */
    void has(FakeBlock known) {
        block = known;
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
        onSave.accept(saves.incrementAndGet());
        if (diskIsFull) {
            throw new IllegalStateException("the disk is full");
        }
        if (saveTime.isZero()) {
            return Futures.immediateFuture(null);
        }
        SettableFuture<Void> saved = SettableFuture.create();
        unfinishedSaves.incrementAndGet();
        Timer.get()
                .schedule(
                        () -> {
                            unfinishedSaves.decrementAndGet();
                            saved.set(null);
                        },
                        saveTime.toMillis(),
                        TimeUnit.MILLISECONDS);
        return saved;
    }

    @Override
    public void setResult(Result result) {
        // the outcome says it
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        if (block == null) {
            throw new NoClassDefFoundError("replaced by an update");
        }
        return block.invoker();
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
