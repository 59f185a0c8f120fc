package io.jenkins.plugins.locustswarm.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KanduApiTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Started
    private KanduApi api;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /meta/register | {'username': 'ann', 'password': 'x'}     | 201 | \"token\":",
                "POST | /meta/register | {'username': 'ann'}                      | 400 | username and password are required",
                "POST | /meta/register | not json                                 | 400 | the body is not valid JSON",
                "POST | /meta/register |                                          | 400 | username and password are required",
                "GET  | /kandus        |                                          | 200 | {\"kandus\":[{\"id\":1,",
                "GET  | /kandus/7      |                                          | 200 | \"title\":\"Kandu 7\"",
                "GET  | /kandus/999999 |                                          | 404 | no such kandu",
                "GET  | /kandus/x      |                                          | 404 | no such endpoint",
                "GET  | /kandus/99999999999999999999 |                            | 404 | no such endpoint",
                "POST | /kandus        | {'title': 'mine', 'assets': [1, 2]}      | 201 | \"assets\":[1,2]",
                "POST | /kandus        | {'assets': [1, 2]}                       | 400 | a kandu requires a title",
                "POST | /plays         | {'kandu_id': 7}                          | 201 | \"play_id\":",
                "POST | /plays         | {'kandu_id': 999999}                     | 404 | no such kandu",
                "POST | /plays         | []                                       | 404 | no such kandu",
                "POST | /flags         | {'kandu_id': 7, 'reason': 'spam'}        | 201 | \"flag_id\":",
                "POST | /flags         | {'kandu_id': 7}                          | 400 | a flag requires a reason",
                "GET  | /assets/101    |                                          | 404 | no such asset",
                "GET  | /              |                                          | 404 | no such endpoint",
                "PUT  | /kandus        |                                          | 404 | no such endpoint",
            })
    void everyEndpointAnswers(String method, String path, String body, int status, String part) throws Exception {
        HttpResponse<String> answer = send(method, path, body == null ? "" : body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(part);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void anAssetIsBytes() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(api.baseUrl() + "/assets/1")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).hasSize(4096);
    }

    @Test
    void whatWasSavedAndPlayedIsThere() throws Exception {
        String saved = send("POST", "/kandus", "{\"title\": \"mine\"}").body();
        String id = saved.replaceAll(".*\"id\":(\\d+).*", "$1");
        send("POST", "/plays", "{\"kandu_id\": " + id + "}");
        assertThat(send("GET", "/kandus/" + id, "").body()).contains("\"plays\":1", "\"flags\":0");
    }

    @Test
    void requestsAreCountedUnderTheNamesThatLocustReports() throws Exception {
        send("GET", "/kandus/1", "");
        send("GET", "/kandus/999999", "");
        send("GET", "/kandus", "");
        send("GET", "/favicon.ico", "");
        send("DELETE", "/kandus/1", "");
        assertThat(api.requestsServed())
                .isEqualTo(Map.of("GET /kandus/[id]", 2L, "GET /kandus", 1L, KanduApi.OTHER, 2L));
    }

    @Test
    void everyNthRequestFailsIfConfigured() throws Exception {
        try (KanduApi failing = KanduApi.start(loopback(), Faults.NONE.failEvery(3))) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                statuses.add(send(failing, "GET", "/kandus", "").statusCode());
            }
            assertThat(statuses).containsExactly(200, 200, 500, 200, 200, 500);
            assertThat(failing.requestsServed()).isEqualTo(Map.of("GET /kandus", 6L));
        }
    }

    @Test
    void everyRequestIsDelayedWhenAsked() throws Exception {
        try (KanduApi slow = KanduApi.start(loopback(), Faults.NONE.delay(Duration.ofMillis(300)))) {
            long before = System.nanoTime();
            send(slow, "GET", "/kandus", "");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(299));
        }
    }

    @Test
    void negativeFaultsAreRefused() {
        assertThatThrownBy(() -> Faults.NONE.failEvery(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Faults.NONE.delay(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestsAtTheSameTimeAreAllAnsweredAndCounted() {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(client.sendAsync(request(api, "GET", "/kandus/1", ""), HttpResponse.BodyHandlers.ofString()));
        }
        assertThat(answers).allMatch(answer -> answer.join().statusCode() == 200);
        assertThat(api.requestsServed()).isEqualTo(Map.of("GET /kandus/[id]", 200L));
    }

    @Test
    void onlyTheMachineItselfCanReachIt() {
        assertThat(URI.create(api.baseUrl()).getHost()).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> KanduApi.start(new InetSocketAddress("0.0.0.0", 0), Faults.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback addresses only");
    }

    @Test
    void aPortThatIsTakenIsAFailureAndAClosedOneIsFree() throws IOException {
        InetSocketAddress taken = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(api.baseUrl()).getPort());
        assertThatThrownBy(() -> KanduApi.start(taken, Faults.NONE)).isInstanceOf(BindException.class);
        api.close();
        KanduApi.start(taken, Faults.NONE).close();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return send(api, method, path, body);
    }

    private HttpResponse<String> send(KanduApi to, String method, String path, String body) throws Exception {
        return client.send(request(to, method, path, body), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(KanduApi to, String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(to.baseUrl() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
