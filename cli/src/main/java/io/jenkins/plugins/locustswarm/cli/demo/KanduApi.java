package io.jenkins.plugins.locustswarm.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.demo.KanduEndpoints.Answer;
import io.jenkins.plugins.locustswarm.cli.demo.KanduEndpoints.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small sample of the Kandu API on loopback, as a target that may be loaded without asking anyone. It keeps a bounded
 * number of kandus and no accounts, so a test can take any time.
 */
public final class KanduApi implements AutoCloseable {

    /** The name under which requests to unknown endpoints are counted. */
    public static final String OTHER = "other";

    private static final int THREADS = 64;
    private static final int BACKLOG = 1024;
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final Pattern ID = Pattern.compile("/(\\d{1,18})$");
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // The JDK's server reads these once. Without the first, responses on keep-alive connections are 40 ms late
        // (Nagle's algorithm and delayed acknowledgements); without the others, it closes idle connections of users.
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.maxIdleConnections", "20000");
        setIfAbsent("sun.net.httpserver.idleInterval", "3600");
    }

    private final KanduEndpoints endpoints = new KanduEndpoints();
    private final Map<String, LongAdder> served = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final Faults faults;
    private final HttpServer server;
    private final ExecutorService threads;

    private KanduApi(HttpServer server, Faults faults) {
        this.server = server;
        this.faults = faults;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "kandu-api-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts an API without faults on a free port.
     *
     * @throws IOException if no port is free
     */
    public static KanduApi start() throws IOException {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Faults.NONE);
    }

    /**
     * Starts the API.
     *
     * @param address loopback address; port 0 selects a free port
     * @throws IllegalArgumentException if the address is not a loopback address
     * @throws IOException if the port is in use
     */
    public static KanduApi start(InetSocketAddress address, Faults faults) throws IOException {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("The sample API serves loopback addresses only, not " + address);
        }
        HttpServer server = HttpServer.create(address, BACKLOG);
        KanduApi api = new KanduApi(server, faults);
        server.setExecutor(api.threads);
        server.createContext("/", api::handle);
        server.start();
        return api;
    }

    /** Returns the host for Locust, for example {@code http://127.0.0.1:34567}. */
    public String baseUrl() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /**
     * Returns the number of requests answered so far, including failed ones, by method and path with ids replaced, for
     * example {@code GET /kandus/[id]}; by {@link #OTHER} for unknown endpoints.
     */
    public Map<String, Long> requestsServed() {
        Map<String, Long> counts = new TreeMap<>();
        served.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    /** Stops the API at once and drops open requests. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            byte[] content = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
            Thread.sleep(faults.delay().toMillis());
            Matcher id = ID.matcher(exchange.getRequestURI().getPath());
            boolean hasId = id.find();
            String name = exchange.getRequestMethod() + " " + (hasId ? id.replaceFirst("/[id]") : path(exchange));
            Endpoint endpoint = endpoints.find(name);
            served.computeIfAbsent(endpoint == null ? OTHER : name, key -> new LongAdder())
                    .increment();
            send(exchange, answer(endpoint, hasId ? Long.parseLong(id.group(1)) : 0, content));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed during the delay: drop the request
        } finally {
            exchange.close();
        }
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }

    private Answer answer(@CheckForNull Endpoint endpoint, long id, byte[] content) throws IOException {
        long request = requests.incrementAndGet();
        if (faults.failEvery() > 0 && request % faults.failEvery() == 0) {
            return new Answer(500, Map.of("error", "this request was selected to fail"));
        }
        if (endpoint == null) {
            return KanduEndpoints.notFound("no such endpoint");
        }
        try {
            JsonNode body = content.length == 0 ? MissingNode.getInstance() : JSON.readTree(content);
            return endpoint.answer(id, body);
        } catch (JsonProcessingException e) {
            return new Answer(400, Map.of("error", "the body is not valid JSON"));
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        boolean isAsset = answer.body() instanceof byte[];
        byte[] body = isAsset ? (byte[]) answer.body() : JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", isAsset ? "application/octet-stream" : "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
