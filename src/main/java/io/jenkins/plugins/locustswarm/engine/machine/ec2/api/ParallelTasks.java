package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import io.jenkins.plugins.locustswarm.engine.shell.ThreadCancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** Runs tasks at the same time, each of which calls EC2, so that the times until EC2 has answered do not add up. */
public final class ParallelTasks {

    /** Maximum time until a task that is interrupted has ended. A socket that is read ignores interrupts for 30 s. */
    private static final Duration CANCEL_TIME = Duration.ofSeconds(60);

    /** The results of two tasks. */
    public record Both<A, B>(A first, B second) {}

    private ParallelTasks() {}

    /** Runs two tasks like {@link #run} and returns their results. */
    public static <A, B> Both<A, B> both(Callable<A> first, Callable<B> second) throws InterruptedException {
        AtomicReference<A> one = new AtomicReference<>();
        AtomicReference<B> other = new AtomicReference<>();
        run(2, List.<Callable<Boolean>>of(() -> set(one, first), () -> set(other, second)));
        return new Both<>(one.get(), other.get());
    }

    private static <T> boolean set(AtomicReference<T> result, Callable<T> task) throws Exception {
        result.set(task.call());
        return true;
    }

    /**
     * Returns the results when all tasks have ended. Of several that fail, the exception of the first one is thrown. An
     * interrupt of the caller interrupts the tasks, and is thrown when they have ended.
     *
     * @param atOnce maximum number of tasks that run at the same time
     * @return the results in the order of the tasks
     * @throws IllegalStateException if a task throws a checked exception or an error
     */
    public static <T> List<T> run(int atOnce, List<? extends Callable<? extends T>> tasks) throws InterruptedException {
        List<T> results = new ArrayList<>();
        if (tasks.size() == 1) { // needs no other thread
            results.add(call(tasks.get(0)));
        } else if (!tasks.isEmpty()) {
            runInThreads(Math.min(atOnce, tasks.size()), tasks, results);
        }
        return results;
    }

    private static <T> T call(Callable<? extends T> task) throws InterruptedException {
        try {
            return task.call();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> void runInThreads(int count, List<? extends Callable<? extends T>> tasks, List<T> results)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(count, work -> DaemonThread.of("swarm EC2 calls", work));
        try {
            List<Future<? extends T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(threads.submit(task)));
            take(futures, results);
        } finally {
            ThreadCancellation.cancel(threads, CANCEL_TIME); // a task that is interrupted may still change the record
        }
    }

    private static <T> void take(List<Future<? extends T>> futures, List<T> results) throws InterruptedException {
        RuntimeException failure = null;
        for (Future<? extends T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof InterruptedException) {
                    throw new InterruptedException();
                }
                RuntimeException thrown = e.getCause() instanceof RuntimeException exception
                        ? exception
                        : new IllegalStateException(e.getCause());
                failure = failure == null ? thrown : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
