package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A launch in a thread of its own, while the instances that were launched first already boot. */
public final class BackgroundLaunch implements AutoCloseable {

    private final FutureTask<Void> task;
    private final Thread thread;

    private BackgroundLaunch(Callable<Void> launch) {
        this.task = new FutureTask<>(launch);
        this.thread = DaemonThread.of("swarm launch", task);
    }

    /** Returns one that has ended, where nothing is to be launched. */
    public static BackgroundLaunch none() {
        BackgroundLaunch none = new BackgroundLaunch(() -> null);
        none.task.run();
        return none;
    }

    public static BackgroundLaunch start(Callable<Void> launch) {
        BackgroundLaunch started = new BackgroundLaunch(launch);
        started.thread.start();
        return started;
    }

    /**
     * Returns whether the launch has not ended, and throws what has ended it, if anything has.
     *
     * @throws IllegalStateException if the launch threw an error
     */
    boolean isRunning() throws InterruptedException {
        if (!task.isDone()) {
            return true;
        }
        try {
            task.get();
            return false;
        } catch (CancellationException e) {
            throw new InterruptedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Interrupts the launch if it has not ended, and waits for its end, so that the record does not change any more. */
    @Override
    public void close() {
        task.cancel(true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
