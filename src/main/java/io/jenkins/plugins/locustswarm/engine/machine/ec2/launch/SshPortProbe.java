package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries to connect to many addresses at once. An instance that boots often ignores the attempt, so that a login would wait
 * until its time is up; this needs neither a thread nor processor time for each of them.
 */
public final class SshPortProbe implements PortProbe {

    /** A connection within a region takes some milliseconds, one around the world 0.3 s. */
    private static final Duration WAIT = Duration.ofMillis(500);

    /** Each connection takes a file of the process. */
    private static final int MAX_AT_ONCE = 400;

    private final int port;

    public SshPortProbe(int port) {
        this.port = port;
    }

    @Override
    public Set<String> answering(Collection<String> addresses) throws InterruptedException {
        Set<String> answering = new HashSet<>();
        List<String> all = List.copyOf(addresses);
        for (int from = 0; from < all.size(); from += MAX_AT_ONCE) {
            connect(all.subList(from, Math.min(all.size(), from + MAX_AT_ONCE)), answering);
        }
        return answering;
    }

    private void connect(List<String> addresses, Set<String> answering) throws InterruptedException {
        try (Selector selector = Selector.open()) {
            try {
                addresses.forEach(address -> begin(selector, address, answering));
                await(selector, answering);
            } finally {
                for (SelectionKey key : selector.keys()) {
                    closeQuietly((SocketChannel) key.channel());
                }
            }
        } catch (IOException e) {
            // no files are left for it; those that were found count, and the next probe may find more
        }
    }

    private void begin(Selector selector, String address, Set<String> answering) {
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            if (channel.connect(new InetSocketAddress(address, port))) {
                answering.add(address);
                channel.close();
            } else {
                channel.register(selector, SelectionKey.OP_CONNECT, address);
            }
        } catch (IOException | UnresolvedAddressException | UnsupportedAddressTypeException e) { // refused at once
            if (channel != null) {
                closeQuietly(channel);
            }
        }
    }

    private static void await(Selector selector, Set<String> answering) throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(WAIT);
        int pending = selector.keys().size();
        while (pending > 0 && !deadline.passed()) {
            selector.select(Math.max(1, deadline.remaining().toMillis()));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            for (SelectionKey key : selector.selectedKeys()) {
                pending--;
                SocketChannel channel = (SocketChannel) key.channel();
                try {
                    channel.finishConnect();
                    answering.add((String) key.attachment());
                } catch (IOException e) {
                    // refused
                }
                key.cancel();
                closeQuietly(channel);
            }
            selector.selectedKeys().clear();
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing was sent over it
        }
    }
}
