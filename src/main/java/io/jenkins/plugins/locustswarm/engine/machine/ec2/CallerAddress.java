package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Cidr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The one address from which SSH is let in. */
final class CallerAddress {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ANY_PORT = 9;

    private CallerAddress() {}

    /**
     * The address that this computer has on the internet, asked of a service.
     *
     * @return an IPv4 network of one address
     * @throws BringUpException when the service does not tell it
     */
    static String onTheInternet(URI service) throws InterruptedException {
        String said;
        try {
            // never through a proxy: SSH does not go through it either
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .proxy(ProxySelector.of(null))
                    .build();
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(service).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            said = answer.body().strip();
        } catch (IOException e) {
            throw unknown(service, e.toString(), e);
        }
        if (!Cidr.isIpv4Address(said)) {
            throw unknown(service, "it did not answer with an address", null);
        }
        return said + "/32";
    }

    private static BringUpException unknown(URI service, String why, Exception cause) {
        return new BringUpException(
                "This computer's own address, to which SSH is to be opened, could not be asked of " + service + ": "
                        + why + ". Name the network that you come from (allowed_cidr).",
                cause);
    }

    /**
     * The address that this computer has towards another one; nothing is sent.
     *
     * @return an IPv4 network of one address
     */
    static String towards(String address) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(address), ANY_PORT));
            String own = socket.getLocalAddress().getHostAddress();
            if (Cidr.isIpv4Address(own)) {
                return own + "/32";
            }
            throw new IOException("the address is " + own);
        } catch (IOException | UncheckedIOException e) {
            throw new BringUpException(
                    "This computer's own address towards " + address + ", to which SSH is to be opened, could not be"
                            + " found: " + e.getMessage() + ". Name the network that you come from (allowed_cidr).",
                    e);
        }
    }
}
