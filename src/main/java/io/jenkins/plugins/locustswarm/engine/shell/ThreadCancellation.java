package io.jenkins.plugins.locustswarm.engine.shell;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends the threads of an executor, so that none of them goes on when its caller does. */
public final class ThreadCancellation {

    /** Maximum time until a thread that is interrupted has ended. A socket that is read ignores interrupts for 30 s. */
    private static final Duration MAX_TIME = Duration.ofSeconds(60);

    private ThreadCancellation() {}

    /** Interrupts the threads and waits for their end, for a minute at most. An interrupt of the caller ends no wait, but stays. */
    public static void cancel(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        Deadline deadline = Deadline.in(MAX_TIME);
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
