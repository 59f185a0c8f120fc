package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Cidr;
import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the address of this computer, from which the security group admits SSH. */
final class CallerAddress {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Enough for any address; more of an answer, which may never end, is not read. */
    private static final int MAX_BYTES = 256;

    /** The discard port; any port will do, since nothing is sent. */
    private static final int ANY_PORT = 9;

    private CallerAddress() {}

    /**
     * Asks a web service for the public address of this computer.
     *
     * @return an IPv4 network of one address
     * @throws BringUpException if the service does not answer with an IPv4 address
     */
    static String onTheInternet(URI service) throws InterruptedException {
        return onTheInternet(service, TIMEOUT);
    }

    /** @param timeout for the whole answer */
    static String onTheInternet(URI service, Duration timeout) throws InterruptedException {
        // in another thread, since a timeout of the connection begins anew with each byte
        FutureTask<String> answer = new FutureTask<>(() -> {
            // without a proxy, since SSH does not use one either
            URLConnection connection = service.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            try (InputStream all = connection.getInputStream()) {
                return new String(all.readNBytes(MAX_BYTES), UTF_8).strip();
            }
        });
        DaemonThread.of("address of this computer", answer).start();
        String body;
        try {
            body = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unknown(service, "it did not answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw unknown(service, e.getCause().toString(), e);
        }
        if (!Cidr.isIpv4Address(body)) {
            throw unknown(service, "the answer is not an IPv4 address", null);
        }
        return body + "/32";
    }

    private static BringUpException unknown(URI service, String why, @CheckForNull Exception cause) {
        return new BringUpException(
                "The public address of this computer, from which SSH is to be allowed, could not be read from "
                        + service + ": " + why + ". Set the network of this computer instead (allowed_cidr).",
                cause);
    }

    /**
     * Returns the address from which this computer reaches another one. Nothing is sent.
     *
     * @return an IPv4 network of one address
     * @throws BringUpException if there is no route, or not from an IPv4 address
     */
    static String towards(String address) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(address), ANY_PORT));
            String own = socket.getLocalAddress().getHostAddress();
            if (Cidr.isIpv4Address(own)) {
                return own + "/32";
            }
            throw new IOException("the address is " + own + ", which is not an IPv4 address");
        } catch (IOException | UncheckedIOException e) {
            throw new BringUpException(
                    "The address from which this computer reaches " + address + ", from which SSH is to be allowed,"
                            + " could not be found: " + e.getMessage()
                            + ". Set the network of this computer instead (allowed_cidr).",
                    e);
        }
    }
}
