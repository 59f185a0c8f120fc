package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The machines of one swarm and the connections to them, worked on together: a bounded number of threads, and no slow
 * or dead machine keeps another one waiting.
 */
public final class Fleet implements AutoCloseable {

    /** What is done on one machine. */
    @FunctionalInterface
    public interface Work<T> {
        T on(MachineRecord machine, Shell shell) throws InterruptedException;
    }

    /**
     * What came of the work on one machine.
     *
     * @param value what it returned; null when it failed
     * @param failure why it failed; null when it did not
     */
    public record Outcome<T>(MachineRecord machine, T value, RuntimeException failure) {

        public boolean failed() {
            return failure != null;
        }
    }

    /** Two hundred machines in four turns; each has a connection that mostly waits. */
    private static final int MAX_THREADS = 64;

    private static final long IDLE_SECONDS = 5;
    private static final int MAX_ATTEMPTS = 3;

    private final MachineProvider provider;
    private final ExecutorService threads;
    private final Map<String, Shell> shells = new HashMap<>();

    /** @param swarmName names the threads */
    public Fleet(MachineProvider provider, String swarmName) {
        this.provider = provider;
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "swarm " + swarmName + " " + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /**
     * Does the work on all these machines at once and waits for all of them. A machine's failure is in its outcome;
     * an interruption of the caller interrupts all of them.
     */
    public <T> List<Outcome<T>> onEach(SwarmRecord swarm, Collection<MachineRecord> machines, Work<T> work)
            throws InterruptedException {
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
        }
        return outcomes;
    }

    /**
     * Does the work on one machine, in the caller's thread, and once more over a new connection when one breaks: work
     * can be repeated.
     */
    public <T> T on(SwarmRecord swarm, MachineRecord machine, Work<T> work) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Shell shell = shell(swarm, machine);
            try {
                synchronized (shell) {
                    return work.on(machine, shell);
                }
            } catch (BrokenConnectionException e) {
                forget(machine);
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
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

    private Shell shell(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        synchronized (shells) {
            Shell open = shells.get(machine.name());
            if (open != null) {
                return open;
            }
        }
        Shell opened = provider.connect(swarm, machine);
        synchronized (shells) {
            Shell other = shells.putIfAbsent(machine.name(), opened);
            if (other == null) {
                return opened;
            }
            opened.close();
            return other;
        }
    }

    /** Forgets the connection to a machine, so that the next work on it makes a new one. */
    public void forget(MachineRecord machine) {
        Shell shell;
        synchronized (shells) {
            shell = shells.remove(machine.name());
        }
        if (shell != null) {
            shell.close();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (shells) {
            shells.values().forEach(Shell::close);
            shells.clear();
        }
    }
}
