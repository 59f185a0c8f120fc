package io.jenkins.plugins.locustswarm.engine.shell;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends the threads of an executor, so that none of them goes on when its caller does. */
public final class ThreadCancellation {

    private ThreadCancellation() {}

    /**
     * Interrupts the threads and waits for their end. If the caller is interrupted meanwhile, it goes on waiting, and its
     * interrupt status is kept.
     *
     * @param maxTime the time after which it no longer waits
     */
    public static void cancel(ExecutorService threads, Duration maxTime) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        Deadline deadline = Deadline.in(maxTime);
        while (!threads.isTerminated() && !deadline.passed()) {
            try {
                threads.awaitTermination(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
