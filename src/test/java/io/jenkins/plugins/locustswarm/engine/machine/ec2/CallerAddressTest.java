package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallerAddressTest {

    private static final String HEADERS = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    private ServerSocket service;
    private URI address;

    @BeforeEach
    void listen() throws IOException {
        service = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        address = URI.create("http://127.0.0.1:" + service.getLocalPort() + "/");
    }

    @AfterEach
    void close() throws IOException {
        service.close();
    }

    /** Answers a request with a text once, then with another one until the caller closes the connection. */
    private FutureTask<Void> answerWith(String once, String forEver) {
        FutureTask<Void> connection = new FutureTask<>(() -> {
            try (Socket caller = service.accept()) {
                caller.getInputStream().read();
                OutputStream out = caller.getOutputStream();
                out.write(once.getBytes(US_ASCII));
                while (!forEver.isEmpty()) {
                    out.write(forEver.getBytes(US_ASCII));
                }
                caller.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // the caller has closed the connection
            }
            return null;
        });
        DaemonThread.of("address service", connection).start();
        return connection;
    }

    private String ask(Duration timeout) throws InterruptedException {
        return CallerAddress.onTheInternet(address, timeout);
    }

    @Test
    void theAddressInTheAnswerBecomesANetwork() throws Exception {
        answerWith(HEADERS + "Content-Length: 13\r\n\r\n203.0.113.77\n", "");
        assertThat(ask(Duration.ofSeconds(30))).isEqualTo("203.0.113.77/32");
    }

    @Test
    void anAnswerThatIsNoAddressIsRefused() {
        answerWith(HEADERS + "Content-Length: 5\r\n\r\nhello", "");
        assertThatThrownBy(() -> ask(Duration.ofSeconds(30)))
                .isInstanceOf(BringUpException.class)
                .hasMessage(
                        "The public address of this computer, from which SSH is to be allowed, could not be read from "
                                + address
                                + ": the answer is not an IPv4 address. Set the network of this computer instead"
                                + " (allowed_cidr).");
    }

    @Test
    void aServiceThatSendsNothingAfterTheHeadersIsGivenUp() throws Exception {
        FutureTask<Void> connection = answerWith(HEADERS + "Content-Length: 13\r\n\r\n", "");
        assertThatThrownBy(() -> ask(Duration.ofSeconds(1)))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining(address + ": it did not answer within 1 s. Set the network");
        assertThat(connection).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() throws Exception {
        FutureTask<Void> connection = answerWith(HEADERS + "\r\n", "1".repeat(1000));
        assertThatThrownBy(() -> ask(Duration.ofSeconds(30)))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("the answer is not an IPv4 address");
        assertThat(connection).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aServiceThatIsNotThereIsNamed() throws Exception {
        service.close();
        assertThatThrownBy(() -> ask(Duration.ofSeconds(30)))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining(address + ": java.net.ConnectException");
    }
}
