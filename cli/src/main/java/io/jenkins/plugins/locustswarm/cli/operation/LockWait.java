package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.home.InUseException;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits for the lock of a swarm while another command has it. */
final class LockWait {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Supplier<CommandLock> lock;
    private final Duration patience;

    /**
     * @param lock locks the swarm; throws an {@link InUseException} if another command has the lock
     * @param patience how long to wait for the lock
     */
    LockWait(Supplier<CommandLock> lock, Duration patience) {
        this.lock = lock;
        this.patience = patience;
    }

    /**
     * Returns the lock as soon as it is free; the caller closes it. An interrupt ends the wait only: to use a file's lock in
     * an interrupted thread would fail.
     *
     * @param mayWait asked each time the lock is not free: whether to go on waiting
     * @param onWait receives the refusal with which the waiting begins, if the lock is not free at once
     * @throws InUseException if another command has the lock for longer, or the waiting was ended
     */
    CommandLock take(BooleanSupplier mayWait, Consumer<InUseException> onWait) {
        Deadline deadline = Deadline.in(patience);
        boolean waiting = false;
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return lock.get();
                } catch (InUseException e) {
                    if (interrupted || deadline.passed() || !mayWait.getAsBoolean()) {
                        throw e;
                    }
                    if (!waiting) {
                        onWait.accept(e);
                        waiting = true;
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                    interrupted = Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
