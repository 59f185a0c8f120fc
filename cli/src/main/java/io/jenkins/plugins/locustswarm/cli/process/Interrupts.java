package io.jenkins.plugins.locustswarm.cli.process;

import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles signals that end the command: Ctrl-C, a closed terminal, kill. Interrupts the thread that does the work, and
 * keeps the process alive until that thread has cleaned up.
 */
public final class Interrupts {

    /** Longer than the teardown of a large swarm takes. */
    private static final Duration TEARDOWN_TIMEOUT = Duration.ofMinutes(10);

    private final Thread worker;
    private final CountDownLatch finished = new CountDownLatch(1);
    private boolean requested;
    private volatile int exitCode;
    private volatile String leftoverNotice = "";

    /** @param worker thread that does the work of the command */
    public Interrupts(Thread worker) {
        this.worker = worker;
    }

    /** Handles signals to this process from now on. */
    public void installHook(Terminal terminal) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(terminal), "clean up"));
    }

    private void cleanUp(Terminal terminal) {
        if (finished.getCount() == 0) {
            return; // the command ended by itself
        }
        request();
        if (await()) {
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(exitCode);
        }
        terminal.say("locust-swarm: The command could not clean up within " + TEARDOWN_TIMEOUT.toMinutes()
                + " minutes. " + leftoverNotice);
        Runtime.getRuntime().halt(ExitCode.MACHINES_LEFT);
    }

    private boolean await() {
        try {
            return finished.await(TEARDOWN_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false; // nothing interrupts a shutdown hook
        }
    }

    /** Requests that the work ends. */
    public void request() {
        synchronized (this) {
            requested = true;
        }
        worker.interrupt();
    }

    /** Returns whether {@link #request} was called. A later failure may just be the consequence. */
    public synchronized boolean requested() {
        return requested;
    }

    /** Sets the message for a process that ends before its work does; empty once no machines depend on it. */
    public void setLeftoverNotice(String sentence) {
        leftoverNotice = sentence;
    }

    /** Returns the message for a process that ends before its work does; empty if nothing would be left. */
    public String leftoverNotice() {
        return leftoverNotice;
    }

    /** Records that the work has ended with this exit code. */
    public void finished(int code) {
        exitCode = code;
        finished.countDown();
    }
}
