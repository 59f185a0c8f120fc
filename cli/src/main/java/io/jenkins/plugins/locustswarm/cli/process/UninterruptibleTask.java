package io.jenkins.plugins.locustswarm.cli.process;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that Ctrl-C must not cut short, such as taking down. */
public final class UninterruptibleTask {

    private UninterruptibleTask() {}

    /**
     * Does the work in a thread that nobody interrupts and waits for it. An interruption meanwhile is kept for the
     * caller's next wait.
     */
    public static <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        boolean interrupted = false;
        try {
            new Thread(task, "not to be interrupted").start();
        } catch (OutOfMemoryError e) { // the system has no more threads: better done here than not at all
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
