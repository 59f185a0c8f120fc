package io.jenkins.plugins.locustswarm.cli.swarm;

import static io.jenkins.plugins.locustswarm.cli.fixture.WellRun.assertWentWell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Locust does on a swarm with arguments that are passed to it. */
class PassedArgumentsIT {

    /** Two classes of users with a tag each, and an argument that every name of a request contains. */
    private static final String LOCUSTFILE = """
            from locust import User, constant, events, tag, task

            @events.init_command_line_parser.add_listener
            def add(parser):
                parser.add_argument("--page", default="none")

            class Caller(User):
                abstract = True
                wait_time = constant(0.1)

                def call(self, name):
                    self.environment.events.request.fire(request_type="CALL",
                        name=name + " of " + self.environment.parsed_options.page, response_time=1, response_length=0,
                        response=None, context={}, exception=None)

            class Fast(Caller):
                @tag("fast")
                @task
                def fast(self):
                    self.call("fast")

            class Slow(Caller):
                @tag("slow")
                @task
                def slow(self):
                    self.call("slow")

                @tag("fast")
                @task
                def also(self):
                    self.call("fast")
            """;

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    private LocalSwarm swarm(String name, String version) throws Exception {
        return LocalSwarm.in(folder, name, version)
                .write("both.py", LOCUSTFILE)
                .write("my.conf", "tags = [fast]\npage = a file\nreset-stats = true\n");
    }

    private RunSummary run(String name, String version, String... arguments) throws Exception {
        try (LocalSwarm local = swarm(name, version).up(1)) {
            RunSummary summary = local.run(
                    target.plan("both.py", 5).extraArguments(List.of(arguments)).build());
            assertWentWell(summary);
            return summary;
        }
    }

    private static List<String> names(RunSummary summary) {
        return summary.names().stream().map(NameStats::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void anArgumentOfTheLocustfileReachesEveryWorkerAsItIs(String version) throws Exception {
        assertThat(names(run("own", version, "--page", "it's $HOME \"page\"")))
                .containsExactlyInAnyOrder("fast of it's $HOME \"page\"", "slow of it's $HOME \"page\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void tagsSelectTasks(String version) throws Exception {
        assertThat(names(run("tags", version, "--tags", "fast"))).containsExactly("fast of none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void excludedTagsLeaveTasksOut(String version) throws Exception {
        assertThat(names(run("excluded", version, "--exclude-tags=slow"))).containsExactly("fast of none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aConfigurationFileOfTheBootstrapDirectoryIsRead(String version) throws Exception {
        RunSummary summary = run("config", version, "--config", "my.conf");

        assertThat(names(summary)).containsExactly("fast of a file");
        assertThat(summary.health())
                .as("what it changes in the figures is reported")
                .extracting(HealthFinding::kind)
                .contains(Kind.STATISTICS_RESET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aClassPickerHasNoEffectWithoutAWebPage(String version) throws Exception {
        assertThat(names(run("headless", version, "--class-picker")))
                .containsExactlyInAnyOrder("fast of none", "slow of none");
    }

    /** Returns the statistics as soon as they have a request of the task that only the class Slow has; tasks are random. */
    private static String awaitSlowRequest(String page) throws Exception {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (true) {
            String statistics = answer(HttpRequest.newBuilder(URI.create(page + "/stats/requests")));
            if (statistics.contains("slow of none")) {
                return statistics;
            }
            assertThat(deadline.passed()).as(statistics).isFalse();
            deadline.pause(Duration.ofMillis(300));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void aClassPickerOffersTheClassesOnTheWebPage(String version) throws Exception {
        try (LocalSwarm local = swarm("picker", version).up(1)) {
            RunPlan plan = RunPlan.of("both.py")
                    .webPort(freePort())
                    .host("http://127.0.0.1:1")
                    .extraArguments(List.of("--class-picker"))
                    .build();
            local.swarm().run(plan, LocalSwarm.ALL);
            local.swarm().await();
            String page = "http://" + local.machine("master").masterAddress() + ":" + plan.webPort();

            assertThat(answer(HttpRequest.newBuilder(URI.create(page + "/swarm"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("user_count=4&spawn_rate=4&user_classes=Slow"))))
                    .containsPattern("\"success\": ?true")
                    .containsPattern("\"user_classes\": ?\\[\\s*\"Slow\"\\s*]");
            local.waitForRequests();

            assertThat(awaitSlowRequest(page)).containsPattern("\"user_count\": ?4");
            assertThat(answer(HttpRequest.newBuilder(URI.create(page)))).contains("Fast", "Slow");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void telemetryWithoutItsPackagesIsReportedInLocustsWords() throws Exception {
        assertThat(run("otel", "current", "--otel").health())
                .filteredOn(HealthFinding::kind, Kind.TELEMETRY_MISSING)
                .extracting(HealthFinding::sentence)
                .singleElement()
                .asString()
                .contains("OpenTelemetry SDK is not installed")
                .contains("pip install locust[otel]");
    }

    @Test
    void anArgumentThatThisLocustDoesNotHaveIsRefusedInItsWords() {
        assertThatThrownBy(() -> run("unknown", "old", "--otel"))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("unrecognized arguments: --otel");
    }
}
