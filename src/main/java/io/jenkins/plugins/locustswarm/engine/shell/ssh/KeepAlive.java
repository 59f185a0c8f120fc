package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;

/**
 * The keep-alive requests of a connection, as those of sshj's KeepAliveRunner, which has a thread for each connection.
 * Here all connections share a few threads, which a machine that takes no data keeps waiting.
 */
final class KeepAlive {

    private static final int MAX_UNANSWERED = 4;

    /** A request waits while the machine takes no data, so a waiting one does not delay the others. */
    private static final ExecutorService SENDERS =
            Executors.newCachedThreadPool(work -> DaemonThread.of("ssh keep-alive", work));

    private final Connection connection;
    private final Duration interval;
    private final Runnable beforeEnd;
    private final AtomicBoolean sending = new AtomicBoolean();

    /** Used by one thread at a time, which has set {@link #sending}. */
    private final Queue<Promise<?, ?>> unanswered = new ArrayDeque<>();

    private KeepAlive(Connection connection, Duration interval, Runnable beforeEnd) {
        this.connection = connection;
        this.interval = interval;
        this.beforeEnd = beforeEnd;
    }

    /**
     * Sends requests until the result is cancelled, and ends the connection of a machine that answers none of the last
     * four.
     *
     * @param scheduler whose threads nothing blocks
     * @param connection is authenticated
     * @param beforeEnd is called before the connection is ended, which may block
     */
    static Future<?> start(
            ScheduledExecutorService scheduler, Connection connection, Duration interval, Runnable beforeEnd) {
        KeepAlive keepAlive = new KeepAlive(connection, interval, beforeEnd);
        return scheduler.scheduleWithFixedDelay(
                keepAlive::tick, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does nothing else in the scheduler's thread, since sshj takes locks even for a question about the connection. */
    private void tick() {
        if (sending.compareAndSet(false, true)) {
            try {
                SENDERS.execute(this::sendAndRelease);
            } catch (RuntimeException | Error e) { // no thread can be created now
                sending.set(false);
            }
        }
    }

    private void sendAndRelease() {
        try {
            if (connection.getTransport().isRunning()) {
                send();
            }
        } catch (SSHException | RuntimeException e) {
            end(e);
        } finally {
            sending.set(false);
        }
    }

    private void send() throws SSHException {
        while (!unanswered.isEmpty() && unanswered.element().isFulfilled()) {
            unanswered.remove();
        }
        if (unanswered.size() >= MAX_UNANSWERED) {
            throw new ConnectionException(
                    DisconnectReason.CONNECTION_LOST,
                    "Did not receive any keep-alive response for "
                            + interval.multipliedBy(MAX_UNANSWERED).toSeconds() + " seconds");
        }
        unanswered.add(connection.sendGlobalRequest("keepalive@openssh.com", true, new byte[0]));
    }

    private void end(Exception cause) {
        beforeEnd.run();
        connection.getTransport().die(cause);
    }
}
