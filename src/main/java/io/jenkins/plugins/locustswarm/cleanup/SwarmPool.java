package io.jenkins.plugins.locustswarm.cleanup;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.HashMap;
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
 * The threads in which all swarms of this Jenkins are worked on, as the system user: a bounded number, however many
 * swarms there are. What is done to one swarm is done one after another.
 */
@Extension
public final class SwarmPool {

    private static final int MOST_THREADS = 32;
    private static final int IDLE_SECONDS = 30;

    private final ExecutorService threads;
    private final Map<String, Turn> turns = new HashMap<>();

    /** Who works on a swarm, and how many want to. */
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private int wanted;
        private Thread interruptible;
    }

    public SwarmPool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new NamingThreadFactory(new DaemonThreadFactory(), "Locust swarm"));
        pool.allowCoreThreadTimeOut(true);
        threads = new ImpersonatingExecutorService(pool, ACL.SYSTEM2);
    }

    public static SwarmPool get() {
        return ExtensionList.lookupSingleton(SwarmPool.class);
    }

    /**
     * Does the work in a thread of the pool, when whatever is being done to that swarm has ended. Taking the swarm down
     * from elsewhere interrupts it. Cancelling the future interrupts it too.
     */
    public <T> Future<T> submit(String swarm, Callable<T> work) {
        return threads.submit(() -> inTurn(swarm, true, work));
    }

    /** Does work of which the caller sees to turns and failures. */
    void execute(Runnable work) {
        threads.execute(work);
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
        get().threads.shutdownNow();
    }
}
