package io.jenkins.plugins.locustswarm.cli.process;

import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What ends the command from outside: Ctrl-C, a closed terminal, kill. The thread that does the command's work is
 * interrupted, so that it can leave things in order, and the process stays until it has.
 */
public final class Interrupts {

    /** Longer than taking down a large swarm takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Thread worker;
    private final CountDownLatch finished = new CountDownLatch(1);
    private boolean requested;
    private volatile int exitCode;
    private volatile String leftBehind = "";

    /** @param worker the thread that does the command's work */
    public Interrupts(Thread worker) {
        this.worker = worker;
    }

    /** Ends the work in order when the process is told to end; for the main thread of a process. */
    public void installHook(Terminal terminal) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(terminal), "end in order"));
    }

    private void endInOrder(Terminal terminal) {
        if (finished.getCount() == 0) {
            return; // the command's own end
        }
        request();
        if (await()) {
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(exitCode);
        }
        terminal.say("locust-swarm: It could not be ended in order within " + PATIENCE.toMinutes() + " minutes. "
                + leftBehind);
        Runtime.getRuntime().halt(ExitCode.MACHINES_LEFT);
    }

    private boolean await() {
        try {
            return finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false; // nobody interrupts a shutdown hook
        }
    }

    /** Asks the work to end. */
    public void request() {
        synchronized (this) {
            requested = true;
        }
        worker.interrupt();
    }

    /** Whether the work was asked to end. A failure after that may be no more than its consequence. */
    public synchronized boolean requested() {
        return requested;
    }

    /** Says what to tell when the process must end before the work has; empty where machines no longer depend on it. */
    public void whenLeftBehind(String sentence) {
        leftBehind = sentence;
    }

    /** What to tell when the process must end before the work has; empty for nothing. */
    public String leftBehind() {
        return leftBehind;
    }

    /** The work has ended, and this is what the process answers. */
    public void finished(int code) {
        exitCode = code;
        finished.countDown();
    }
}
