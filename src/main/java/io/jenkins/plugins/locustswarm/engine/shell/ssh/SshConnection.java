package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.userauth.UserAuthException;

/** One connection to one machine, logged in, over which several commands can run. */
final class SshConnection implements AutoCloseable {

    /** Cuts connections whose deadline has passed; it never blocks, so one thread does for any number of them. */
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private static final int MISSED_SIGNS_OF_LIFE = 4;

    private final String machine;
    private final SshAccess access;
    private final SSHClient client = new SSHClient(SshAlgorithms.CONFIG);
    private final KnownSocket socket = new KnownSocket();
    private final Check check = new Check();

    private SshConnection(String machine, SshAccess access) {
        this.machine = machine;
        this.access = access;
    }

    /**
     * Connects and logs in.
     *
     * @param name of the machine in messages, to which the address is added
     */
    static SshConnection open(String name, String address, int port, SshAccess access) throws InterruptedException {
        String machine = name + " (" + address + (port == 22 ? "" : ":" + port) + ")";
        SshConnection connection = new SshConnection(machine, access);
        try {
            connection.connect(address, port);
            return connection;
        } catch (InterruptedException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void connect(String address, int port) throws InterruptedException {
        int millis = (int) access.connectTime().toMillis();
        client.setSocketFactory(socket);
        client.setConnectTimeout(millis);
        client.setTimeout(millis); // of one read while it connects; later sshj goes on after it
        client.getTransport().setTimeoutMs(millis);
        client.getConnection().setTimeoutMs(Integer.MAX_VALUE); // the deadline of each command is kept by the clock
        client.addHostKeyVerifier(check);
        KeepAliveRunner keepAlive = (KeepAliveRunner) client.getConnection().getKeepAlive();
        keepAlive.setMaxAliveCount(MISSED_SIGNS_OF_LIFE);
        keepAlive.setKeepAliveInterval((int) Math.max(1, access.keepAlive().toSeconds()));
        Future<?> watch = cutAfter(access.connectTime().multipliedBy(3));
        try {
            client.connect(address, port);
            client.auth(access.user(), new SignedLogin(access.key().provider()));
        } catch (IOException e) {
            throw notConnected(e, address, port);
        } finally {
            watch.cancel(false);
        }
    }

    private ShellException notConnected(IOException e, String address, int port) throws InterruptedException {
        throwIfInterrupted(e);
        if (check.refused != null) {
            String complaint = access.trust().complaint(address, port, check.refused);
            return new UntrustedHostException(machine + " " + complaint);
        }
        if (e instanceof UserAuthException && e.getCause() == null) {
            return new LoginRefusedException(
                    machine + " does not let " + access.user() + " log in. " + access.key() + " was offered: is its"
                            + " public half in ~/.ssh/authorized_keys of that user?",
                    e);
        }
        if (e instanceof UnknownHostException) {
            return new ShellException("The address of " + machine + " cannot be resolved.", e);
        }
        return new ShellException(machine + " cannot be reached by SSH: " + reason(e) + ".", e);
    }

    /** Starts a command on the machine; the caller closes the session. */
    Session startSession() throws IOException {
        if (!isOpen()) {
            throw new IOException("it is closed");
        }
        return client.startSession();
    }

    /** Closes the socket after that time, unless the answer is cancelled before; whoever waits for it then fails. */
    Future<?> cutAfter(Duration time) {
        return CLOCK.schedule(this::cut, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends the connection at once, without a word to the machine. */
    void cut() {
        socket.close();
    }

    boolean isOpen() {
        return client.isConnected() && client.isAuthenticated();
    }

    /** The machine's name and address, for messages. */
    String machine() {
        return machine;
    }

    /** Fingerprint of the host key that was believed. */
    String hostKey() {
        return check.seen;
    }

    /** The error of a connection that broke while something was done over it. */
    ShellException broken(String doing, IOException e) throws InterruptedException {
        throwIfInterrupted(e);
        return new BrokenConnectionException(
                "The connection to " + machine + " broke while " + doing + ": " + reason(e) + ".", e);
    }

    private static void throwIfInterrupted(IOException e) throws InterruptedException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException || cause.getClass() == InterruptedIOException.class) {
                Thread.interrupted(); // sshj sets it again; the exception says it
                throw new InterruptedException();
            }
        }
    }

    /** The innermost words that say something. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String words = cause.getMessage();
        return words == null || words.isBlank() ? cause.getClass().getSimpleName() : words;
    }

    @Override
    public void close() {
        Future<?> watch = cutAfter(Duration.ofSeconds(2));
        try {
            client.disconnect();
        } catch (IOException e) {
            // it is gone already, which is what was asked
        } finally {
            watch.cancel(false);
            cut();
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "ssh deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** Believes what {@link HostTrust} believes, and remembers what it saw. */
    private final class Check implements HostKeyVerifier {

        private volatile String seen;
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

    /** Makes the one socket of the connection and keeps it at hand: sshj's own way to close it may block. */
    private static final class KnownSocket extends SocketFactory {

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
