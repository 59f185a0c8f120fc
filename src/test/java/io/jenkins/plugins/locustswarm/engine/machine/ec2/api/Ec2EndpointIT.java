package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint that is something else than EC2. */
class Ec2EndpointIT {

    private HttpServer server;

    @AfterEach
    void end() {
        server.stop(0);
    }

    private URI answering(int status, String type, String text) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = text.getBytes(UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            200, text/html,        <!doctype html><p>Welcome to the shop
            200, application/json, {"status": "UP"}
            200, text/plain,       OK
            404, text/html,        <!doctype html><p>Not found
            404, application/json, {"status": 404}
            403, text/plain,       ''
            """)
    void anEndpointThatIsNotEc2IsNamedInOneSentence(int status, String type, String body) throws IOException {
        URI endpoint = answering(status, type, body);
        Ec2Settings settings = Ec2Settings.builder()
                .region("us-east-1")
                .endpointUrl(endpoint)
                .timing(Ec2Timing.DEFAULT.withPoll(Duration.ofMillis(100)).withOutage(Duration.ofSeconds(5)))
                .build();
        Throwable failure;
        try (Ec2Reaper reaper = new Ec2Reaper(settings, Ec2Access.keys("AKIAEXAMPLE", "secret"))) {
            failure = catchThrowable(() -> reaper.list(Instant.now()));
        }
        assertThat(failure)
                .isInstanceOf(Ec2CallException.class)
                .hasMessage(
                        "The endpoint " + endpoint + " did not return a valid EC2 response to the request to describe"
                                + " instances" + (status == 200 ? "" : " (HTTP status " + status + ")")
                                + ". Check the endpoint (endpoint_url) and the proxy.");
    }
}
