package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.userauth.UserAuthException;

/** An authenticated connection to a machine, over which several commands can run. */
final class SshConnection implements AutoCloseable {

    /** Cuts connections whose deadline has passed. It never blocks, so one thread serves any number of them. */
    private static final ScheduledThreadPoolExecutor SCHEDULER = scheduler();

    /** Limit for closing a connection gracefully. */
    private static final Duration MAX_CLOSING_TIME = Duration.ofSeconds(2);

    private final String machine;
    private final SshAccess access;
    private final SSHClient client;
    private final KnownSocket socket = new KnownSocket();
    private final Check check = new Check();
    private volatile Future<?> keepAlive = CompletableFuture.completedFuture(null);

    /** @param client is not connected yet */
    SshConnection(String machine, SshAccess access, SSHClient client) {
        this.machine = machine;
        this.access = access;
        this.client = client;
    }

    /**
     * Connects and logs in.
     *
     * @param name the machine's name in messages, which add the address if it is another text
     */
    static SshConnection open(String name, String address, int port, SshAccess access) throws InterruptedException {
        String host = port == 22 ? address : (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        SshConnection connection = new SshConnection(
                name.equals(address) ? host : name + " (" + host + ")", access, new SSHClient(SshAlgorithms.CONFIG));
        try {
            connection.connect(address, port);
            return connection;
        } catch (InterruptedException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    void connect(String address, int port) throws InterruptedException {
        int millis = (int) access.connectTime().toMillis();
        client.setSocketFactory(socket);
        client.setConnectTimeout(millis);
        client.setTimeout(millis); // for one read while connecting; later, sshj continues after a timeout
        client.getTransport().setTimeoutMs(millis);
        client.getConnection().setTimeoutMs(Integer.MAX_VALUE); // SCHEDULER enforces the deadline of each command
        client.addHostKeyVerifier(check);
        Future<?> watch = cutAfter(access.connectTime().multipliedBy(3));
        try {
            client.connect(address, port);
            client.auth(access.user(), new SignedLogin(access.key().provider()));
            keepAlive = KeepAlive.start(
                    SCHEDULER, client.getConnection(), access.keepAlive(), () -> cutAfter(MAX_CLOSING_TIME));
        } catch (IOException | IllegalStateException e) { // sshj throws the latter if the machine has just disconnected
            throw notConnected(e, address, port);
        } finally {
            watch.cancel(false);
        }
    }

    private ShellException notConnected(Exception e, String address, int port) throws InterruptedException {
        throwIfInterrupted(e);
        PublicKey refused = check.refused;
        if (refused != null) {
            String refusal = access.trust().refusal(address, port, refused);
            return new UntrustedHostException(machine + " " + refusal);
        }
        if (e instanceof UserAuthException && e.getCause() == null) {
            return new LoginRefusedException(
                    machine + " does not let " + access.user() + " log in. " + access.key() + " was offered: is its"
                            + " public key in ~/.ssh/authorized_keys of that user?",
                    e);
        }
        if (e instanceof UnknownHostException) {
            return new ShellException(
                    "The address of " + machine + " cannot be resolved: check the name, and the DNS of this computer.",
                    e);
        }
        return new ShellException(machine + " cannot be reached by SSH: " + reason(e) + ".", e);
    }

    /**
     * Opens a session on the machine, which the caller closes.
     *
     * @throws IOException if the connection is closed, or breaks
     */
    Session startSession() throws IOException {
        if (!isOpen()) {
            throw new IOException("it is closed");
        }
        try {
            return client.startSession();
        } catch (IllegalStateException e) { // it was closed after the question whether it is open
            throw new IOException("it is closed", e);
        }
    }

    /** Closes the socket after that time, which fails all pending operations, unless the result is cancelled before. */
    Future<?> cutAfter(Duration time) {
        return SCHEDULER.schedule(this::cut, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends the connection at once, without telling the machine. */
    void cut() {
        keepAlive.cancel(false);
        socket.close();
    }

    boolean isOpen() {
        return client.isConnected() && client.isAuthenticated();
    }

    /** Returns the machine's name and address, for messages. */
    String machine() {
        return machine;
    }

    /** Returns the fingerprint of the trusted host key. */
    String hostKey() {
        return Objects.requireNonNull(check.seen, "not connected");
    }

    /** Returns the exception for a connection that broke during an operation. */
    ShellException broken(String doing, IOException e) throws InterruptedException {
        throwIfInterrupted(e);
        return new BrokenConnectionException(
                "The connection to " + machine + " broke while " + doing + ": " + reason(e) + ".", e);
    }

    private static void throwIfInterrupted(Exception e) throws InterruptedException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException || cause.getClass() == InterruptedIOException.class) {
                Thread.interrupted(); // sshj has set it again; the exception replaces it
                throw new InterruptedException();
            }
        }
    }

    /** Returns the message of the innermost cause. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        keepAlive.cancel(false);
        Future<?> watch = cutAfter(MAX_CLOSING_TIME);
        try {
            client.disconnect();
        } catch (IOException e) {
            // it is closed already
        } finally {
            watch.cancel(false);
            cut();
        }
    }

    private static ScheduledThreadPoolExecutor scheduler() {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(1, work -> DaemonThread.of("ssh deadlines", work));
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }

    /** Verifies host keys with {@link HostTrust}, and remembers the key. */
    private final class Check implements HostKeyVerifier {

        @CheckForNull
        private volatile String seen;

        @CheckForNull
        private volatile PublicKey refused;

        @Override
        public boolean verify(String host, int port, PublicKey key) {
            boolean trusted = access.trust().trusts(host, port, key);
            if (trusted) {
                seen = HostTrust.fingerprint(key);
            } else {
                refused = key;
            }
            return trusted;
        }

        @Override
        public List<String> findExistingAlgorithms(String host, int port) {
            return access.trust().algorithms(host, port);
        }

        @Override
        public String toString() {
            return "locust-swarm";
        }
    }

    /** Creates the socket of the connection and keeps it, since closing the connection with sshj may block. */
    private static final class KnownSocket extends SocketFactory {

        @CheckForNull
        private volatile Socket made;

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            made = socket;
            return socket;
        }

        private void close() {
            Socket socket = made;
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // a socket that cannot be closed is not open
                }
            }
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, java.net.InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(java.net.InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(
                java.net.InetAddress address, int port, java.net.InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
