package io.jenkins.plugins.locustswarm.swarms;

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

/**
 * The threads in which all swarms of this Jenkins are worked on, as the system user: a bounded number for each kind of
 * work, however many swarms there are. What is done to one swarm is done one after another.
 */
@Extension
public final class SwarmPool {

    private static final int IDLE_SECONDS = 30;

    private final Map<SwarmWork, ExecutorService> threads = new EnumMap<>(SwarmWork.class);
    private final Map<String, Turn> turns = new HashMap<>();

    /** Who works on a swarm, and how many want to. */
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private int wanted;
        private Thread interruptible;
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
     * Does the work in a thread for that kind of work, when whatever is being done to that swarm has ended. Taking the
     * swarm down from elsewhere interrupts it. Cancelling the future interrupts it too.
     */
    public <T> Future<T> submit(SwarmWork kind, String swarm, Callable<T> work) {
        return threads.get(kind).submit(() -> inTurn(swarm, true, work));
    }

    /** Does work whose turns and failures are the caller's concern. */
    public void execute(SwarmWork kind, Runnable work) {
        threads.get(kind).execute(work);
    }

    /**
     * Does the work in this thread in the swarm's turn, and ends the work that another thread is doing to it.
     */
    <T> T instead(String swarm, Callable<T> work) throws Exception {
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
            turn.wanted++;
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
                turn.wanted--;
                if (turn.wanted == 0) {
                    turns.remove(swarm);
                }
            }
        }
    }

    private Thread mark(Turn turn, Thread interruptible) {
        synchronized (turns) {
            Thread before = turn.interruptible;
            turn.interruptible = interruptible;
            return before;
        }
    }

    /** Work that is cut short here is taken up from the records after the start. */
    @Terminator
    public static void end() {
        get().threads.values().forEach(ExecutorService::shutdownNow);
    }
}
