package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.PlainLocust;
import io.jenkins.plugins.locustswarm.cli.fixture.PlainLocust.Outcome;
import io.jenkins.plugins.locustswarm.cli.fixture.PublishedExamples;
import io.jenkins.plugins.locustswarm.cli.fixture.StubTarget;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Locust's published examples do the same in a swarm as with Locust alone. */
class LocustExamplesIT {

    /** Examples whose users make their first requests at once. */
    private static final List<String> PLAIN = List.of(
            "add_command_line_argument.py",
            "basic.py",
            "custom_wait_function.py",
            "custom_xmlrpc_client/xmlrpc_locustfile.py",
            "debugging.py",
            "debugging_advanced.py",
            "dynamic_user_credentials.py",
            "events.py",
            "extend_web_ui.py",
            "fast_http_locust.py",
            "locustfile.py",
            "manual_stats_reporting.py",
            "multiple_hosts.py",
            "nested_inline_tasksets.py",
            "semaphore_wait.py",
            "stop_on_threshold.py",
            "web_ui_auth.py",
            "web_ui_cache_stats.py");

    /** Examples with a load shape, which choose the number of users themselves. */
    private static final List<String> SHAPES = List.of(
            "custom_shape/double_wave.py",
            "custom_shape/stages.py",
            "custom_shape/staging_user_classes.py",
            "custom_shape/step_load.py",
            "custom_shape/wait_user_count.py",
            "dispatch_test_scripts/locustfile.py");

    /** Examples that Locust alone does not run here. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("browse_docs_sequence_test.py", "requires pyquery"),
            Map.entry("browse_docs_test.py", "requires pyquery"),
            Map.entry("custom_messages.py", "IndexError without workers, in Locust 2.47"),
            Map.entry("custom_xmlrpc_client/server.py", "a server"),
            Map.entry("grpc/grpc_user.py", "requires grpc"),
            Map.entry("grpc/hello_pb2.py", "a module"),
            Map.entry("grpc/hello_pb2_grpc.py", "a module"),
            Map.entry("grpc/hello_server.py", "a server"),
            Map.entry("grpc/locustfile.py", "requires grpc"),
            Map.entry("rest.py", "requires the Internet"),
            Map.entry("sdk_session_patching/session_patch_locustfile.py", "requires archivist"),
            Map.entry("terraform/aws/plan/basic.py", "requires the Internet"),
            Map.entry("test_data_management.py", "requires the Internet"),
            Map.entry("use_as_lib.py", "no locustfile"),
            Map.entry("worker_index.py", "requires locust-plugins"));

    /** Examples whose users print something, or fail before the first request. */
    private static final Set<String> WITHOUT_REQUESTS =
            Set.of("add_command_line_argument.py", "custom_xmlrpc_client/xmlrpc_locustfile.py");

    /**
     * So many that each task is chosen, although the choice is random; and in all runs at once fewer than 200, the number
     * of idle connections that Java's server keeps unless it is told before its first use in a JVM.
     */
    private static final String USERS = "45";

    private static final int AT_ONCE = 4;

    /** An example whose users make a request ten seconds after their start that they do not make before. */
    private static final String LATE_REQUEST = "stop_on_threshold.py";

    private static final Duration PLAIN_TIME = Duration.ofSeconds(10);

    /** The last user class of the shapes' first stages begins after seven seconds, and on a busy computer later. */
    private static final Duration SHAPE_TIME = Duration.ofSeconds(25);

    /** What both did, in that order. */
    private record Pair(Future<Outcome> alone, Future<Outcome> inSwarm) {}

    private static final Map<String, Pair> RUNS = new ConcurrentHashMap<>();

    @Started
    private static StubTarget target;

    @TempDir
    private static Path folder;

    private static ExecutorService threads;

    @BeforeAll
    static void startAll() throws Exception {
        Path examples = folder.resolve("examples");
        PathUtils.copyDirectory(PublishedExamples.folder(), examples);
        LocustVenv.current();
        threads = Executors.newFixedThreadPool(AT_ONCE);
        for (String example : runnable().toList()) {
            Duration time = time(example);
            RUNS.put(
                    example,
                    new Pair(
                            threads.submit(() -> alone(examples.resolve(example), time)),
                            threads.submit(() -> inSwarm(examples.resolve(example), time))));
        }
    }

    private static Duration time(String example) {
        if (SHAPES.contains(example)) {
            return SHAPE_TIME;
        }
        return example.equals(LATE_REQUEST) ? PLAIN_TIME.multipliedBy(2) : PLAIN_TIME;
    }

    @AfterAll
    static void endAll() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    static Stream<String> runnable() {
        return Stream.concat(SHAPES.stream(), PLAIN.stream());
    }

    private static Path newFolder(Path example, String purpose) throws Exception {
        return Files.createTempDirectory(folder, purpose + "-" + example.getFileName());
    }

    private static Outcome alone(Path example, Duration time) throws Exception {
        boolean hasShape = time.equals(SHAPE_TIME);
        return PlainLocust.run(
                example.getParent(),
                example.getFileName().toString(),
                newFolder(example, "alone"),
                // with the time that Locust takes to start; the shapes make the same requests for a minute
                hasShape ? time.plusSeconds(10) : time.plusSeconds(60),
                List.of("API_HOST=" + target.baseUrl()),
                "-u",
                USERS,
                "-r",
                USERS,
                "-t",
                time.toSeconds() + "s",
                "-H",
                target.baseUrl());
    }

    private static Outcome inSwarm(Path example, Duration time) throws Exception {
        CommandLab lab = new CommandLab(newFolder(example, "swarm")).venv(LocustVenv.current());
        CommandLab.Result result = lab.run(
                "test",
                "-f",
                example.toString(),
                "-s",
                "1",
                "-u",
                USERS,
                "-r",
                USERS,
                "-t",
                time.toSeconds() + "s",
                "-H",
                target.baseUrl(),
                "-e",
                "API_HOST=" + target.baseUrl());
        lab.assertNothingIsLeft();
        assertThat(result.code()).as(result.err()).isBetween(0, 1);
        RunSummary summary = RunResults.readAny(lab.path("locust-results"));
        assertThat(summary.exitCode()).as(result.err()).isNotNull();
        Set<String> names = summary.names().stream()
                .map(row -> Outcome.name(row.type(), row.name(), row.failures()))
                .collect(Collectors.toCollection(TreeSet::new));
        boolean hasErrors = summary.total().failures() > 0
                || !summary.topExceptions().rows().isEmpty();
        return new Outcome(names, summary.exitCode(), hasErrors);
    }

    @Test
    void everyExampleIsRunOrHasAReasonWhyNot() throws Exception {
        List<String> known = new ArrayList<>(OTHERS.keySet());
        runnable().forEach(known::add);
        assertThat(PublishedExamples.names(PublishedExamples.folder())).containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @MethodSource("runnable")
    void anExampleDoesTheSameInASwarm(String example) throws Exception {
        Pair runs = RUNS.get(example);
        Outcome alone = runs.alone().get();
        assertThat(alone.names().isEmpty()).isEqualTo(WITHOUT_REQUESTS.contains(example));
        assertThat(runs.inSwarm().get()).isEqualTo(alone);
    }
}
