package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Makes several RunInstances calls at once, so that the time until EC2 has answered does not add up. */
final class LaunchCalls {

    /** One call. */
    @FunctionalInterface
    interface Call {
        void make(LaunchAttempt attempt) throws InterruptedException;
    }

    /** Instances that EC2 launches at once; the next ones at two per second (resource token bucket of RunInstances). */
    private static final int MAX_INSTANCES_AT_ONCE = 1_000;

    /**
     * Each of two calls for a hundred instances waits at most 100 s for EC2, which is less than {@link
     * io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing#outage}.
     */
    private static final int MAX_CALLS_THAT_WAIT = 2;

    /** Maximum time until a call that is interrupted has ended. */
    private static final Duration CANCEL_TIME = Duration.ofSeconds(30);

    private final CallPace pace = new CallPace();

    /**
     * Makes the calls and returns when all have ended. Of several that fail, the first one's exception is thrown; the others
     * are made nevertheless.
     */
    void make(List<LaunchAttempt> attempts, Call call) throws InterruptedException {
        int instances = 0;
        List<LaunchAttempt> first = new ArrayList<>();
        List<LaunchAttempt> rest = new ArrayList<>();
        for (LaunchAttempt attempt : attempts) {
            (instances <= MAX_INSTANCES_AT_ONCE ? first : rest).add(attempt);
            instances += attempt.count();
        }
        make(first, first.size(), call);
        make(rest, MAX_CALLS_THAT_WAIT, call);
    }

    private void make(List<LaunchAttempt> attempts, int atOnce, Call call) throws InterruptedException {
        if (attempts.size() == 1) { // a small swarm needs no more threads
            pacedCall(attempts.get(0), call);
        } else if (!attempts.isEmpty()) {
            makeInThreads(attempts, Math.min(atOnce, attempts.size()), call);
        }
    }

    private void makeInThreads(List<LaunchAttempt> attempts, int atOnce, Call call) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce, work -> {
            Thread thread = new Thread(work, "swarm launch");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (LaunchAttempt attempt : attempts) {
                calls.add(threads.submit(() -> {
                    pacedCall(attempt, call);
                    return null;
                }));
            }
            RuntimeException failure = null;
            for (Future<?> made : calls) {
                RuntimeException thrown = failure(made);
                failure = failure == null ? thrown : failure;
            }
            if (failure != null) {
                throw failure;
            }
        } finally {
            threads.shutdownNow();
            // a call that is interrupted may still change the record
            awaitEnd(threads);
        }
    }

    private void pacedCall(LaunchAttempt attempt, Call call) throws InterruptedException {
        pace.await();
        call.make(attempt);
    }

    private static RuntimeException failure(Future<?> made) throws InterruptedException {
        try {
            made.get();
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        Deadline deadline = Deadline.in(CANCEL_TIME);
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
