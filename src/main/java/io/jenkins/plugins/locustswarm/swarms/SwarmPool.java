package io.jenkins.plugins.locustswarm.swarms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import jenkins.security.ImpersonatingExecutorService;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The threads that work on swarms, as the system user: a bounded number for each kind of work, independent of the number
 * of swarms. Tasks for the same swarm run one after another, except for those that {@link #execute} starts.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class SwarmPool {

    private static final int IDLE_SECONDS = 30;

    private final Map<SwarmWork, ExecutorService> threads = new EnumMap<>(SwarmWork.class);
    private final Map<String, Turn> turns = new HashMap<>();

    /** The lock of a swarm, and the number of tasks that hold it or wait for it. */
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private int tasks;
        private @CheckForNull Thread interruptible;
    }

    public SwarmPool() {
        for (SwarmWork kind : SwarmWork.values()) {
            threads.put(kind, threadsFor(kind));
        }
    }

    private static ExecutorService threadsFor(SwarmWork kind) {
        String name = "Locust swarm " + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                kind.maxThreads(),
                kind.maxThreads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new NamingThreadFactory(new DaemonThreadFactory(), name));
        pool.allowCoreThreadTimeOut(true);
        return new ImpersonatingExecutorService(pool, ACL.SYSTEM2);
    }

    public static SwarmPool get() {
        return ExtensionList.lookupSingleton(SwarmPool.class);
    }

    /**
     * Runs a task in a thread for that kind of work, after all other tasks for the swarm. A teardown of the swarm
     * interrupts it, as does cancelling the future.
     */
    public <T> Future<T> submit(SwarmWork kind, String swarm, Callable<T> work) {
        return threads.get(kind).submit(() -> inTurn(swarm, true, work));
    }

    /** Runs a task at once, without waiting for other tasks for the same swarm. The task handles its own failures. */
    public void execute(SwarmWork kind, Runnable work) {
        threads.get(kind).execute(work);
    }

    /** Interrupts the task that works on the swarm, then runs this one in the current thread. */
    <T> T interruptAndRun(String swarm, Callable<T> work) throws Exception {
        synchronized (turns) {
            Turn turn = turns.get(swarm);
            if (turn != null && turn.interruptible != null && turn.interruptible != Thread.currentThread()) {
                turn.interruptible.interrupt();
            }
        }
        return inTurn(swarm, false, work);
    }

    private <T> T inTurn(String swarm, boolean interruptible, Callable<T> work) throws Exception {
        Turn turn;
        synchronized (turns) {
            turn = turns.computeIfAbsent(swarm, name -> new Turn());
            turn.tasks++;
        }
        try {
            turn.lock.lockInterruptibly();
            Thread before = mark(turn, interruptible ? Thread.currentThread() : null);
            try {
                return work.call();
            } finally {
                mark(turn, before);
                turn.lock.unlock();
            }
        } finally {
            synchronized (turns) {
                turn.tasks--;
                if (turn.tasks == 0) {
                    turns.remove(swarm);
                }
            }
        }
    }

    private @CheckForNull Thread mark(Turn turn, @CheckForNull Thread interruptible) {
        synchronized (turns) {
            Thread before = turn.interruptible;
            turn.interruptible = interruptible;
            return before;
        }
    }

    /** Interrupts all work when Jenkins stops; it is resumed from the records after the next start. */
    @Terminator
    public static void end() {
        get().threads.values().forEach(ExecutorService::shutdownNow);
    }
}
