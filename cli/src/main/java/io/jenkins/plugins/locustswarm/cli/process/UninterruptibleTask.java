package io.jenkins.plugins.locustswarm.cli.process;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs work that Ctrl-C must not interrupt, such as a teardown. */
public final class UninterruptibleTask {

    private UninterruptibleTask() {}

    /**
     * Runs the work in a thread of its own and waits for it. An interruption of the caller takes effect at its next
     * wait.
     */
    public static <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        boolean interrupted = false;
        try {
            new Thread(task, "uninterruptible").start();
        } catch (OutOfMemoryError e) { // no thread can be created: run the work in this one
            interrupted = Thread.interrupted();
            task.run();
        }
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unwrapped(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof RuntimeException failure) {
            return failure;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause);
    }
}
