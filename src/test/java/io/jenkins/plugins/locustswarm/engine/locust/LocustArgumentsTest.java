package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocustArgumentsTest {

    private static RunRecord run(Integer webPort, int processes) {
        return new RunRecord(
                "1",
                Load.of("typical_load.py")
                        .host("http://stage")
                        .users(100)
                        .spawnRate(0.5)
                        .runTime(webPort == null ? Duration.ofMinutes(1) : null)
                        .stopTimeout(Duration.ofSeconds(5))
                        .processes(processes)
                        .build(),
                120,
                4,
                5557,
                webPort,
                null,
                Instant.EPOCH,
                RunRecord.Phase.STARTING,
                null,
                null,
                null);
    }

    private static MachineRecord master(String address) {
        return MachineRecord.asked(Role.MASTER, 0)
                .withAddresses(address, address, null)
                .withFolders("/swarm/m", "/venv");
    }

    private static LocustArguments arguments(RunRecord run) {
        return arguments(run, RunPlan.of("typical_load.py").extraArguments(List.of("--tags", "a")));
    }

    private static LocustArguments arguments(RunRecord run, RunPlan.Builder plan) {
        return new LocustArguments(run, plan.build());
    }

    @Test
    void aHeadlessMasterWaitsForItsWorkersAndEndsByItself() {
        assertThat(arguments(run(null, 1)).ofMaster(master("10.0.0.1")))
                .containsSequence("--expect-workers", "4", "--expect-workers-max-wait", "120")
                .containsSequence("--run-time", "60s")
                .containsSequence("--users", "100", "--spawn-rate", "0.5")
                .containsSequence("--stop-timeout", "5")
                .containsSequence("--csv", "/swarm/m/runs/1/locust", "--csv-full-history")
                .containsSequence("--master-bind-host", "*")
                .endsWith("--tags", "a")
                .contains("--headless")
                .doesNotContain("--web-port");
    }

    @Test
    void everyProcessResetsItsStatistics() {
        RunRecord run = new RunRecord(
                "1",
                Load.of("a.py").runTime(Duration.ofMinutes(1)).resetStats(true).build(),
                120,
                4,
                5557,
                null,
                null,
                Instant.EPOCH,
                RunRecord.Phase.STARTING,
                null,
                null,
                null);
        assertThat(arguments(run).ofMaster(master("10.0.0.1"))).contains("--reset-stats");
        assertThat(arguments(run).ofWorker("10.0.0.1")).contains("--reset-stats");
        assertThat(arguments(run(null, 1)).ofMaster(master("10.0.0.1"))).doesNotContain("--reset-stats");
    }

    @Test
    void failedRequestsDoNotHideTheLocustfilesOwnExitCode() {
        LocustArguments arguments = arguments(run(null, 1));
        assertThat(arguments.ofMaster(master("10.0.0.1"))).containsSequence("--exit-code-on-error", "0");
        assertThat(arguments.ofWorker("10.0.0.1")).containsSequence("--exit-code-on-error", "0");
    }

    @Test
    void anExitCodeOnErrorOfTheUsersOwnWins() {
        List<String> own = List.of("--exit-code-on-error", "3");
        assertThat(arguments(run(null, 1), RunPlan.of("x.py").extraArguments(own))
                        .ofMaster(master("10.0.0.1")))
                .endsWith("--exit-code-on-error", "3");
        assertThat(arguments(run(null, 1), RunPlan.of("x.py").environment("LOCUST_EXIT_CODE_ON_ERROR", "3"))
                        .ofMaster(master("10.0.0.1")))
                .doesNotContain("--exit-code-on-error");
    }

    @Test
    void aMasterOnLoopbackListensNowhereElse() {
        assertThat(arguments(run(8089, 1)).ofMaster(master("127.0.0.1")))
                .containsSequence("--master-bind-host", "127.0.0.1")
                .containsSequence("--web-host", "127.0.0.1", "--web-port", "8089")
                .doesNotContain("--headless", "--run-time");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.7, 127.0.0.7",
        "localhost, 127.0.0.1",
        "LocalHost, 127.0.0.1",
        "::1, ::1",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1",
        "0::1, 0::1",
        "::11, *",
        "2001:db8::1, *",
        "10.0.0.1, *",
        "localhost.example.com, *"
    })
    void anyFormOfALoopbackAddressKeepsAMasterFromTheNetwork(String address, String bound) {
        assertThat(arguments(run(8089, 1)).ofMaster(master(address)))
                .containsSequence("--master-bind-host", bound)
                .containsSequence("--web-host", bound);
        assertThat(LocustArguments.webAddress(master(address))).isEqualTo(bound.equals("*") ? "127.0.0.1" : bound);
        assertThat(arguments(run(8089, 1)).ofWorker(address))
                .containsSequence("--master-host", bound.equals("*") ? address : bound);
    }

    @Test
    void theArgumentsOfAWorkerNameItsMasterAndItsProcesses() {
        assertThat(arguments(run(null, 1)).ofWorker("10.0.0.1"))
                .containsSequence("--worker", "--master-host", "10.0.0.1", "--master-port", "5557")
                .containsSequence("--locustfile", "typical_load.py")
                .doesNotContain("--processes", "--users", "--csv");
        assertThat(arguments(run(null, -1)).ofWorker("10.0.0.1")).containsSequence("--processes", "-1");
    }
}
