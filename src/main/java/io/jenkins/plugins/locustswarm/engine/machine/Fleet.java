package io.jenkins.plugins.locustswarm.engine.machine;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs work on the machines of one swarm at once and keeps connections to them. The numbers of threads and of open
 * connections are bounded, and a slow or dead machine does not delay the others.
 */
public final class Fleet implements AutoCloseable {

    /** Work on one machine. It may run again after a broken connection, so it must be repeatable. */
    @FunctionalInterface
    public interface Work<T> {
        T on(MachineRecord machine, Shell shell) throws InterruptedException;
    }

    /** The outcome of the work on one machine: a value or a failure, depending on {@link #failed()}. */
    public static final class Outcome<T> {

        private final MachineRecord machine;

        @CheckForNull
        private final T value;

        @CheckForNull
        private final RuntimeException failure;

        Outcome(MachineRecord machine, @CheckForNull T value, @CheckForNull RuntimeException failure) {
            this.machine = machine;
            this.value = value;
            this.failure = failure;
        }

        public MachineRecord machine() {
            return machine;
        }

        /** Returns whether the work threw an exception. */
        public boolean failed() {
            return failure != null;
        }

        /**
         * Returns what the work returned, for work with a result.
         *
         * @throws IllegalStateException if the work failed
         */
        public T value() {
            if (failure != null) {
                throw new IllegalStateException("The work on " + machine.name() + " failed", failure);
            }
            return Objects.requireNonNull(value, "The work has no result");
        }

        /**
         * Returns what the work threw.
         *
         * @throws IllegalStateException if the work did not fail
         */
        public RuntimeException failure() {
            if (failure == null) {
                throw new IllegalStateException("The work on " + machine.name() + " did not fail");
            }
            return failure;
        }
    }

    /** Machines of a swarm that are worked on at the same time, each over a connection that stays open. */
    public static final int MAX_AT_ONCE = 64;

    /**
     * The same for a larger swarm. A command over SSH takes up to four threads: that of the fleet, that of the
     * connection, and two that read its output.
     */
    public static final int MAX_AT_ONCE_OF_MANY = 40;

    /** Connections of a larger swarm that stay open, for the commands that follow on its master. */
    private static final int MAX_IDLE_OF_MANY = 4;

    private static final long IDLE_SECONDS = 5;
    private static final int MAX_ATTEMPTS = 3;

    private final ThreadPoolExecutor threads;
    private final Connections connections;

    /** @param swarmName part of the names of the threads */
    public Fleet(MachineProvider provider, String swarmName) {
        this.connections = new Connections(provider);
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_AT_ONCE,
                MAX_AT_ONCE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> DaemonThread.of("swarm " + swarmName + " " + count.incrementAndGet(), work));
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /**
     * Runs the work on all these machines at once and waits for all of them. Interrupting the caller interrupts the
     * work on every machine.
     *
     * @return an outcome for each machine, in the order of the machines
     */
    public <T> List<Outcome<T>> onEach(SwarmRecord swarm, Collection<MachineRecord> machines, Work<T> work)
            throws InterruptedException {
        threads.setCorePoolSize(atOnce(swarm));
        Map<MachineRecord, Future<T>> futures = new LinkedHashMap<>();
        for (MachineRecord machine : machines) {
            futures.put(machine, threads.submit(() -> on(swarm, machine, work)));
        }
        List<Outcome<T>> outcomes = new ArrayList<>();
        try {
            for (Map.Entry<MachineRecord, Future<T>> future : futures.entrySet()) {
                outcomes.add(outcome(future.getKey(), future.getValue()));
            }
        } finally {
            futures.values().forEach(future -> future.cancel(true));
            closeIdle(swarm);
        }
        return outcomes;
    }

    /** Returns the turns of machines that are to be added, each of which has turns until its work is done. */
    public FleetTurns inTurns(SwarmRecord swarm, MachineTurns turns) {
        threads.setCorePoolSize(atOnce(swarm));
        return new FleetTurns(this, threads, swarm, turns);
    }

    /** Returns the number of machines of the swarm that are worked on at the same time. */
    public int atOnce(SwarmRecord swarm) {
        return isLarge(swarm) ? MAX_AT_ONCE_OF_MANY : MAX_AT_ONCE;
    }

    private static boolean isLarge(SwarmRecord swarm) {
        return swarm.machines().size() > MAX_AT_ONCE;
    }

    /** Closes the connections that no work uses, if the swarm has more machines than connections. */
    void closeIdle(SwarmRecord swarm) {
        if (isLarge(swarm)) {
            connections.closeIdle(MAX_IDLE_OF_MANY);
        }
    }

    /**
     * Runs the work on one machine in the caller's thread. If the connection breaks, repeats it over a new one, three
     * attempts in all.
     */
    public <T> T on(SwarmRecord swarm, MachineRecord machine, Work<T> work) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Connections.Connection connection = connections.take(swarm, machine, atOnce(swarm));
            try {
                synchronized (connection) {
                    return work.on(machine, connection.shell());
                }
            } catch (BrokenConnectionException e) {
                forget(machine);
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            } finally {
                connections.giveBack(connection);
            }
        }
    }

    private static <T> Outcome<T> outcome(MachineRecord machine, Future<T> future) throws InterruptedException {
        try {
            return new Outcome<>(machine, future.get(), null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                return new Outcome<>(machine, null, failure);
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Closes the connection to a machine, so that the next work on it opens a new one. */
    public void forget(MachineRecord machine) {
        connections.close(machine);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        connections.close();
    }
}
