package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Calls of the real SDK to a stand-in for EC2 that does not answer the first of them. */
@Timeout(60)
class Ec2ApiTest {

    private static final String NO_REGIONS = """
            <DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
                <requestId>1</requestId><regionInfo/>
            </DescribeRegionsResponse>
            """;

    private static final Ec2Settings SETTINGS = Ec2Settings.builder()
            .timing(Ec2Timing.DEFAULT.withPoll(Duration.ofMillis(50)))
            .build();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (requests.incrementAndGet() == 1) {
                end.await();
            }
            byte[] body = NO_REGIONS.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCallThatTakesTooLongIsRepeated() throws Exception {
        try (Ec2Client client = Ec2Client.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort()))
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .overrideConfiguration(configuration -> configuration.apiCallTimeout(Duration.ofSeconds(2)))
                        .build();
                Ec2Api api = new Ec2Api(client, SETTINGS)) {
            assertThat(api.call("describe regions", Ec2Client::describeRegions).regions())
                    .isEmpty();
        }
        assertThat(requests).hasValue(2);
    }
}
