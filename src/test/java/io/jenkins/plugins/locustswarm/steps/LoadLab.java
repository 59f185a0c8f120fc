package io.jenkins.plugins.locustswarm.steps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jvnet.hudson.test.JenkinsRule;

/** A target that counts requests, and a bootstrap directory with a real Locust that is installed already. */
final class LoadLab implements AutoCloseable {

    /** What every locustfile of these tests, and of the repository's bootstrap directory, takes for a good answer. */
    private static final String FINE =
            "{\"kandus\": [{\"id\": 1}], \"id\": 1, \"assets\": [1, 2], \"play_id\": 1, \"user_id\": 1, \"token\": \"t\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong requests = new AtomicLong();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();

    LoadLab() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            paths.add(exchange.getRequestURI().getPath());
            boolean broken = exchange.getRequestURI().getPath().equals("/broken");
            byte[] body = FINE.getBytes(UTF_8);
            exchange.sendResponseHeaders(broken ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    String host() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    long requests() {
        return requests.get();
    }

    Set<String> paths() {
        return Set.copyOf(paths);
    }

    /** Puts {@code bootstrap/} into a workspace: the locustfiles fine.py, broken.py and more. */
    static void fill(FilePath workspace) throws IOException, InterruptedException {
        FilePath bootstrap = workspace.child("bootstrap");
        bootstrap.mkdirs();
        FilePath script = bootstrap.child("bootstrap.sh");
        script.write(
                "#!/bin/sh\nmkdir -p \"${LOCUST_SWARM_VENV%/*}\"\n[ -e \"$LOCUST_SWARM_VENV\" ] || ln -s '"
                        + LocustVenv.current().toRealPath()
                        + "' \"$LOCUST_SWARM_VENV\" 2>/dev/null || [ -e \"$LOCUST_SWARM_VENV\" ]\n",
                "UTF-8");
        script.chmod(0755);
        bootstrap.child("fine.py").write(locustfile("/fine"), "UTF-8");
        bootstrap.child("broken.py").write(locustfile("/broken"), "UTF-8");
        bootstrap.child("some.py").write(locustfile("/broken") + """

                    @task
                    def other(self):
                        self.client.get("/fine", name="/broken")
                """, "UTF-8");
        bootstrap.child("endless.py").write("""
                        import gevent
                        from locust import FastHttpUser, task

                        class Visitor(FastHttpUser):
                            @task
                            def visit(self):
                                self.client.get("/fine")
                                gevent.sleep(3600)
                        """, "UTF-8");
        bootstrap.child("variable.py").write(PatientMaster.of("""
                        import os
                        from locust import FastHttpUser, constant, task

                        class Visitor(FastHttpUser):
                            wait_time = constant(0.1)

                            @task
                            def visit(self):
                                self.client.get("/" + os.environ["COLOUR"], name="/" + os.environ["SHAPE"])
                        """), "UTF-8");
    }

    static String locustfile(String path) {
        return PatientMaster.of("""
                from locust import FastHttpUser, constant, task

                class Visitor(FastHttpUser):
                    wait_time = constant(0.1)

                    @task
                    def visit(self):
                        self.client.get("%s")
                """.formatted(path));
    }

    /** Waits until there is no swarm any more. */
    static void awaitNoSwarm() throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60));
        while (!SwarmRecords.get().names().isEmpty()) {
            if (deadline.passed()) {
                throw new AssertionError(SwarmRecords.get().names() + " is still there");
            }
            deadline.pause(Duration.ofMillis(50));
        }
    }

    /** Waits for the end of a build that has run {@code fine.py}; the result, its statistics and the teardown must be there. */
    static void awaitEnd(JenkinsRule rule, Run<?, ?> build, Result result) throws Exception {
        rule.assertBuildStatus(result, rule.waitForCompletion(build));
        assertThat(build.getAction(LocustBuildAction.class)
                        .find("fine")
                        .orElseThrow()
                        .getTotal()
                        .getRequests())
                .isPositive();
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(processes(rule)).isEmpty();
    }

    /** The processes of local machines, wherever Jenkins' home is. */
    static List<ProcessHandle> processes(JenkinsRule jenkins) {
        String home = jenkins.jenkins.getRootDir().getPath();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(home)
                        || workingFolder(process).startsWith(home))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .toList();
    }

    private static String workingFolder(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
