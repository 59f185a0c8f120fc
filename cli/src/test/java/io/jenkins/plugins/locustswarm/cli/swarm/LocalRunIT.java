package io.jenkins.plugins.locustswarm.cli.swarm;

import static io.jenkins.plugins.locustswarm.cli.fixture.WellRun.assertWentWell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that go well, with real Locust processes. */
class LocalRunIT {

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"signups.py, 1", "typical_load.py, 2", "viral_load.py, 3"})
    void theNumbersOfEveryLocustfileAreThoseOfLocustsOwnReport(String locustfile, int workers) throws Exception {
        Path report = folder.resolve("report");
        try (LocalSwarm local = LocalSwarm.in(folder, "numbers")
                .write("reporting.py", """
                        import sys
                        from %s import *
                        if "--master" in sys.argv:
                            sys.argv += ["--json-file", "%s"]
                        """.formatted(locustfile.replace(".py", ""), report))
                .up(workers)) {
            RunSummary summary = local.run(target.plan("reporting.py", 5).build());

            assertWentWell(summary);
            assertThat(summary.total().requests()).isGreaterThan(10);
            JsonNode own = new ObjectMapper().readTree(Path.of(report + ".json").toFile());
            long requests = 0;
            for (JsonNode name : own) {
                requests += name.get("num_requests").asLong();
                assertThat(summary.names())
                        .anyMatch(row -> row.type().equals(name.get("method").asText())
                                && row.name().equals(name.get("name").asText())
                                && row.requests() == name.get("num_requests").asLong()
                                && row.failures() == name.get("num_failures").asLong());
            }
            assertThat(summary.total().requests()).isEqualTo(requests);
        }
    }

    @Test
    void theResultsHoldLocustsFilesAndEveryLog() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "files").up(2)) {
            local.run(target.plan("typical_load.py", 12).build());

            assertThat(folder.resolve("results").toFile().list())
                    .containsExactlyInAnyOrder(
                            "locust_stats.csv",
                            "locust_stats_history.csv",
                            "locust_failures.csv",
                            "locust_exceptions.csv",
                            "locust.html",
                            "master.log",
                            "worker-1.log",
                            "worker-2.log");
            assertThat(local.progress).anyMatch(now -> now.users() == 10 && now.requests() > 0 && now.p95() != null);
        }
    }

    @Test
    void anOldLocustRunsAsWell() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "old", "old").up(2)) {
            RunSummary summary = local.run(target.plan("typical_load.py", 12).build());

            assertThat(summary.locustVersion()).isEqualTo("2.12.0");
            assertThat(summary.total().requests()).isGreaterThan(10);
            assertWentWell(summary);
        }
    }

    @Test
    void anotherFileRunsOnTheSameMachinesAfterKillall() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "rinse").up(1)) {
            local.swarm().run(target.plan("signups.py", 60).build(), LocalSwarm.ALL);
            assertThatThrownBy(() ->
                            local.swarm().run(target.plan("viral_load.py", 4).build(), LocalSwarm.ALL))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("is open on swarm rinse");

            local.swarm().killall(LocalSwarm.ALL);
            assertThat(LocalSwarm.processesIn(local.machine("worker-1").folder()))
                    .isEmpty();

            RunSummary summary = local.run(target.plan("viral_load.py", 8).build());
            assertThat(summary.names()).anyMatch(name -> name.name().equals("/plays"));
        }
    }

    @Test
    void severalWorkerProcessesOfOneMachineAreToldApartFromMachines() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "processes").up(1)) {
            RunSummary summary =
                    local.run(target.plan("typical_load.py", 5).processes(2).build());

            assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(2, 2, 0));
            assertWentWell(summary);
        }
    }

    @Test
    void theSwarmEndsALoadShapeThatWouldNeverEnd() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "shape").write("endless.py", """
                        from locust import LoadTestShape
                        from typical_load import TypicalUser

                        class Endless(LoadTestShape):
                            def tick(self):
                                return (5, 5)
                        """).up(1)) {
            RunSummary summary = local.run(target.plan("endless.py", 5).build());

            assertThat(Duration.between(summary.startedAt(), summary.endedAt()))
                    .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
            assertThat(summary.total().requests()).isGreaterThan(10);
            assertThat(folder.resolve("results/locust.html")).isNotEmptyFile();
        }
    }

    @Test
    void aRunWithoutARunTimeIsStartedOnLocustsWebPage() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (LocalSwarm local = LocalSwarm.in(folder, "web").up(1)) {
            RunPlan plan = RunPlan.of("typical_load.py")
                    .host(target.api().baseUrl())
                    .webPort(port)
                    .build();
            local.swarm().run(plan, Set.of(Role.MASTER));
            local.swarm().await();
            local.swarm().run(plan, Set.of(Role.WORKER));

            RunState state = local.swarm().await().state();
            HttpURLConnection page = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            assertThat(page.getResponseCode()).isEqualTo(200);
            assertThat(state.phase()).isEqualTo(RunState.Phase.WAITING);
        }
    }

    @Test
    void aNewProcessFindsTheRunWaitsForItAndCollectsIt() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "resumed").up(2)) {
            local.swarm().run(target.plan("typical_load.py", 6).build(), LocalSwarm.ALL);

            assertThat(local.reopened().await().state().exitCode()).isZero();
            RunSummary summary = local.reopened().collect(folder.resolve("results"));
            assertThat(summary.total().requests()).isGreaterThan(10);
            assertThat(local.reopened().collect(folder.resolve("again")).total().requests())
                    .as("collecting once more changes nothing")
                    .isEqualTo(summary.total().requests());
        }
    }

    @Test
    void aRunThatIsCollectedEarlyIsStoppedAndKeepsItsNumbers() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "early").up(1)) {
            local.swarm().run(target.plan("typical_load.py", 120).build(), LocalSwarm.ALL);
            local.waitForRequests();

            RunSummary summary = local.swarm().collect(folder.resolve("results"));
            assertThat(summary.total().requests()).isPositive();
            assertThat(summary.verdict()).isNotEqualTo(Verdict.OK);
            assertThat(folder.resolve("results/locust.html")).isNotEmptyFile();
        }
    }

    @Test
    void aStrayConfigurationFileIsReported() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "stray")
                .write("locust.conf", "tags = nothing-has-this-tag\n")
                .up(1)) {
            RunSummary summary = local.run(target.plan("typical_load.py", 4).build());

            assertThat(summary.health())
                    .extracting(HealthFinding::sentence)
                    .anyMatch(sentence -> sentence.contains("locust.conf"));
            assertThat(Files.readString(folder.resolve("results/master.log"))).isNotEmpty();
        }
    }
}
