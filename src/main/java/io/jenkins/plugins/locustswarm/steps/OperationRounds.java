package io.jenkins.plugins.locustswarm.steps;

import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.steps.operation.OperationRunner;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

/**
 * The rounds of a step's operation, one after another: the timer hands each to a thread of {@link SwarmPool}, and a round
 * that has ended schedules the next one, once the Pipeline has saved the state. A restart of Jenkins thus repeats at most
 * the last round. The chain ends when the operation is done, when it fails around a round, or when
 * {@link #end} is called, for example because an abort starts a new chain. Thread-safe.
 */
final class OperationRounds {

    private static final Logger LOGGER = Logger.getLogger(OperationRounds.class.getName());
    private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(1);
    private static final Duration MAX_SAVE_TIME = Duration.ofMinutes(1);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(3);
    private static final int MAX_FAILURES_IN_A_ROW = 3;

    private final SwarmStepExecution step;
    private final SwarmOperation operation;
    private final OperationRunner runner;

    @CheckForNull
    private Future<?> round;

    private int failuresInARow;
    private boolean ended;

    OperationRounds(SwarmStepExecution step, SwarmOperation operation) {
        this.step = step;
        this.operation = operation;
        this.runner = new OperationRunner(operation, step.build());
    }

    /** Starts the first round. */
    void begin() {
        schedule(Duration.ZERO);
    }

    /**
     * Ends the chain. A round in progress continues, but nothing follows it.
     *
     * @return false if it has ended before
     */
    synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** Ends the page of the running test. */
    void endPage() {
        runner.end();
    }

    /** Interrupts the round in progress. */
    synchronized void interrupt() {
        if (round != null) {
            round.cancel(true);
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    /** Does nothing while Jenkins is shutting down, when a timer may already be one of the next start in the same JVM. */
    private void schedule(Duration delay) {
        if (isShuttingDown()) {
            return;
        }
        try {
            Timer.get().schedule(this::submit, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            logShutdown(e);
        }
    }

    private void submit() {
        try {
            synchronized (this) {
                if (!ended) {
                    round = SwarmPool.get().submit(operation.phase().work(), key(), () -> {
                        doRound();
                        return null;
                    });
                }
            }
        } catch (RejectedExecutionException e) {
            logShutdown(e);
        } catch (RuntimeException | Error e) {
            retry(e);
        }
    }

    private static void logShutdown(RejectedExecutionException e) {
        LOGGER.log(Level.FINE, "Jenkins is shutting down; the operation continues after the restart", e);
    }

    /** Rounds on the same swarm wait for each other; before the swarm is known, there is nothing to wait for. */
    private String key() {
        return operation.swarm().orElseGet(() -> "unknown, " + System.identityHashCode(this));
    }

    /** Whatever is thrown here leads to another round or to the end of the step: nothing else would start one. */
    private void doRound() {
        if (hasEnded()) {
            return;
        }
        try {
            Duration pause = pauseAfterRound();
            if (!hasEnded()) {
                afterSave(step.save(), pause);
            }
        } catch (Throwable e) {
            retry(e);
        }
    }

    /** The Pipeline saves its state in a thread of its own, which other steps may keep busy. */
    private void afterSave(ListenableFuture<?> saved, Duration pause) {
        if (saved.isDone()) {
            next(pause);
            return;
        }
        AtomicBoolean first = new AtomicBoolean(true);
        Runnable once = () -> {
            if (first.getAndSet(false)) {
                submitNext(pause);
            }
        };
        saved.addListener(once, Timer.get());
        Timer.get().schedule(once, MAX_SAVE_TIME.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs in threads that swallow exceptions. */
    private void submitNext(Duration pause) {
        try {
            SwarmPool.get().execute(operation.phase().work(), () -> next(pause));
        } catch (RejectedExecutionException e) {
            logShutdown(e);
        } catch (RuntimeException | Error e) {
            retry(e);
        }
    }

    private void next(Duration pause) {
        if (hasEnded()) {
            return;
        }
        try {
            succeeded();
            if (!operation.isDone()) {
                schedule(pause);
                return;
            }
        } catch (Throwable e) {
            retry(e);
            return;
        }
        if (end()) {
            step.finish(runner);
        }
    }

    private Duration pauseAfterRound() {
        try {
            return runner.round();
        } catch (InterruptedException e) {
            return AFTER_INTERRUPTION; // another thread needed the swarm, or Jenkins is shutting down
        }
    }

    private synchronized void succeeded() {
        failuresInARow = 0;
    }

    /** For a failure around a round, such as a thread that cannot be created. */
    private void retry(Throwable failure) {
        Throwable reason = failure;
        synchronized (this) {
            if (ended || isShuttingDown()) {
                return;
            }
            failuresInARow++;
            if (failuresInARow < MAX_FAILURES_IN_A_ROW) {
                try {
                    LOGGER.log(Level.WARNING, failure, () -> "Trying again: " + operation);
                    schedule(RETRY_DELAY.multipliedBy(failuresInARow));
                    return;
                } catch (RuntimeException | Error e) {
                    reason = e;
                }
            }
        }
        if (end()) {
            step.fail(reason);
        }
    }

    private static boolean isShuttingDown() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null || jenkins.isTerminating();
    }
}
