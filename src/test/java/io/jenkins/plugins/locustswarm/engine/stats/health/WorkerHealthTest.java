package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_NEVER_CAME;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerHealthTest {

    @TempDir
    Path folder;

    @Test
    void aLostWorkerIsNamedByItsIdWhenNothingElseIsKnown() {
        assertThat(lost(health("2.12.0-one-worker-killed", facts(10, 20, 2))))
                .containsExactly("1 of 2 worker processes was lost during the load: worker"
                        + " vm_173d614ec34141089d8c1f867d42236c, noticed 8 s into it.");
    }

    @Test
    void workersThatAnInterruptedMasterToldToQuitAreNotLost() throws IOException {
        Path run = Runs.copy("2.47.0-processes", folder);
        Files.writeString(run.resolve(RunResults.MASTER_LOG), """
                {"level": "INFO", "logger": "locust.runners", "message": "vm_1 (index 0) reported as ready. 1 workers connected."}
                {"level": "INFO", "logger": "locust.runners", "message": "Sending spawn jobs of 4 users"}
                {"level": "INFO", "logger": "locust.runners", "message": "Worker 'vm_1' (index 0) quit. 0 workers ready."}
                {"level": "INFO", "logger": "locust.runners", "message": "The last worker quit, stopping test."}
                """);
        assertThat(lost(health(run, facts(4, 5, 4)))).isNotEmpty();
        assertThat(lost(health(run, facts(4, 5, 4).stoppedByUser(true)))).isEmpty();
    }

    @Test
    void theReasonOfTheProviderForALostMachineIsReported() {
        assertThat(lost(health(
                        "2.12.0-one-worker-killed",
                        facts(10, 20, 2)
                                .workersGone(Map.of("worker-2", "(i-1) was interrupted by EC2 (spot interruption)")))))
                .singleElement()
                .asString()
                .endsWith(", noticed 8 s into it. worker-2 (i-1) was interrupted by EC2 (spot interruption).");
    }

    @Test
    @Timeout(30)
    void hundredsOfThousandsOfWorkersInALogAreJudged() throws IOException {
        Path run = Runs.copy("2.47.0-processes", folder);
        Files.write(
                run.resolve(RunResults.MASTER_LOG),
                IntStream.range(0, 300_000)
                        .mapToObj(index -> "{\"level\": \"INFO\", \"logger\": \"locust.runners\", \"message\": "
                                + "\"Worker 'vm_" + index + "' (index 0) quit. 0 workers ready.\"}")
                        .toList());
        assertThat(lost(health(run, facts(4, 5, 4)))).singleElement().asString().startsWith("300000 of ");
    }

    @Test
    void theFirstOfManyReasonsAreReportedAndTheOthersCounted() {
        Map<String, String> gone = IntStream.rangeClosed(1, 9)
                .boxed()
                .collect(Collectors.toMap(index -> "worker-" + index, index -> "(i-" + index + ") is gone"));
        assertThat(lost(health("2.12.0-one-worker-killed", facts(10, 20, 2).workersGone(gone))))
                .singleElement()
                .asString()
                .endsWith(" worker-5 (i-5) is gone. 4 more machines are gone.");
    }

    @Test
    void aMachineThatIsGoneAfterTheLoadIsNotReported() {
        assertThat(health("2.46.3-ok", facts(10, 8, 2).workersGone(Map.of("worker-2", "(i-1) is gone"))))
                .isEqualTo(health("2.46.3-ok", facts(10, 8, 2)));
    }

    @Test
    void whenAllWorkersAreLostTheLoadIsOver() {
        assertThat(lost(health("2.46.3-all-workers-killed", facts(10, 30, 2))))
                .singleElement()
                .satisfies(sentence -> {
                    assertThat(sentence).startsWith("2 of 2 worker processes were lost");
                    assertThat(sentence).endsWith("noticed 7 s into it. No worker was left, so the load ended.");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-worker-terminated", "2.47.0-worker-terminated"})
    void aWorkerThatQuitInOrderIsNamedByItsMachine(String run) {
        List<HealthFinding> health = health(run, facts(4, 14, 2));
        assertThat(lost(health)).containsExactly("1 of 2 worker processes was lost during the load: worker-2.");
        assertThat(health).extracting(HealthFinding::severity).contains(UNSTABLE);
    }

    @Test
    void aWorkerWithItsOwnHostIsNamedByItsMachine() throws IOException {
        Path run = Runs.copy("2.12.0-one-worker-killed", folder);
        Runs.replace(run.resolve("master.log"), "vm_173d", "ip-10-0-0-7.ec2.internal_173d");
        log(run, "worker-1.log", "vm", true);
        log(run, "worker-2.log", "other", true);
        log(run, "worker-3.log", "ip-10-0-0-7", true);
        assertThat(lost(health(run, facts(10, 20, 2))))
                .singleElement()
                .asString()
                .contains(": worker-3, noticed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-worker-frozen", "2.47.0-worker-frozen"})
    void aWorkerThatCameBackIsReported(String run) {
        assertThat(lost(health(run, facts(4, 20, 2))))
                .singleElement()
                .asString()
                .startsWith("The master had no contact with");
    }

    @Test
    void aLastWorkerThatComesBackIsTheFirstFinding() throws IOException {
        Path run = Runs.copy("2.47.0-worker-frozen", folder);
        Runs.replace(
                run.resolve("master.log"),
                "[2026-11-24 06:54:59,984]",
                "[2026-11-24 06:54:57,325] vm/INFO/locust.runners: The last worker went missing, stopping test.\n"
                        + "[2026-11-24 06:54:59,984]");
        Runs.replace(
                run.resolve("master.log"), "Sending spawn jobs of 4 users at 4.00 spawn rate to 1", "Nothing for 1");
        List<HealthFinding> health = health(run, facts(4, 20, 2).termination(TerminationReason.NO_WORKER));
        assertThat(health)
                .first()
                .isEqualTo(new HealthFinding(
                        WORKER_LOST,
                        UNSTABLE,
                        "The master lost contact with its last worker, worker vm_c218c5766ece45518d826d5f107fdd9a,"
                                + " 8 s into the load. Locust then stops the load and does not restart it when a"
                                + " worker comes back. The swarm then ended the run."));
        assertThat(lost(health)).noneMatch(sentence -> sentence.startsWith("The master had no contact with"));
    }

    @Test
    void unreportedRequestsAreNotReportedAsNone() throws IOException {
        Path run = Runs.copy("2.46.3-all-workers-killed", folder);
        String stats = Files.readString(run.resolve(RunResults.STATS));
        Files.writeString(
                run.resolve(RunResults.STATS),
                stats.lines().findFirst().orElseThrow() + "\r\n,Aggregated,0,0"
                        + ",0,0,0,0,0,0,0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\r\n");
        assertThat(health(run, facts(10, 30, 2)))
                .filteredOn(finding -> finding.kind() == HealthFinding.Kind.ZERO_REQUESTS)
                .extracting(HealthFinding::sentence)
                .containsExactly(
                        "The master received no statistics before its last worker was lost: the requests that the"
                                + " workers made until then are not counted.");
    }

    @Test
    void aMachineThatNeverBecameReadyIsCounted() {
        List<HealthFinding> health = health("2.46.3-ok", facts(10, 8, 3).workers(3, 3, 2));
        assertThat(never(health)).containsExactly("1 of 3 slaves never became ready.");
    }

    @Test
    void aWorkerThatNeverReportedIsNamed() throws IOException {
        Path run = Runs.copy("2.47.0-no-worker", folder);
        Files.writeString(
                run.resolve("worker-2.log"),
                "[2026-11-24 06:53:29,047] vm/INFO/locust.main: Starting Locust 2.47.0\n"
                        + "ModuleNotFoundError: No module named 'faker'\n\n");
        assertThat(never(health(run, facts(2, 5, 2).lasted(null, null).exitCode(1))))
                .containsExactly("1 of 2 worker processes never reported to the master: worker-2; its log ends"
                        + " with: ModuleNotFoundError: No module named 'faker'.");
    }

    @Test
    void workerProcessesAndMachinesAreCountedSeparately() {
        assertThat(health("2.47.0-processes", facts(4, 5, 4).workers(4, 2, 2))).isEmpty();
        assertThat(never(health("2.47.0-processes", facts(4, 5, 6).workers(6, 2, 2))))
                .containsExactly("2 of 6 worker processes never reported to the master: worker-1, worker-2; the log"
                        + " of worker-1 ends with: Shutting down (exit code 0).");
        assertThat(never(health("2.47.0-processes", facts(4, 5, 6).workers(6, 3, 2))))
                .containsExactly("1 of 3 slaves never became ready.");
    }

    private static void log(Path run, String name, String host, boolean quit) throws IOException {
        String prefix = "[2026-11-23 05:42:29,475] " + host + "/INFO/locust.runners: ";
        Files.writeString(run.resolve(name), prefix + (quit ? "Got quit message from master, shutting down...\n" : ""));
    }

    private static List<String> lost(List<HealthFinding> health) {
        return sentences(health, WORKER_LOST);
    }

    private static List<String> never(List<HealthFinding> health) {
        return sentences(health, WORKER_NEVER_CAME);
    }

    private static List<String> sentences(List<HealthFinding> health, HealthFinding.Kind kind) {
        return health.stream()
                .filter(finding -> finding.kind() == kind)
                .map(HealthFinding::sentence)
                .toList();
    }

    @Test
    void asManyReasonsAsAreReportedLeaveNoOthersToCount() {
        Map<String, String> gone = IntStream.rangeClosed(1, 5)
                .boxed()
                .collect(Collectors.toMap(index -> "worker-" + index, index -> "(i-" + index + ") is gone"));
        assertThat(lost(health("2.12.0-one-worker-killed", facts(10, 20, 2).workersGone(gone))))
                .singleElement()
                .asString()
                .endsWith(" worker-5 (i-5) is gone.");
    }

    @Test
    void aWorkerThatWentMissingIsLostAlsoIfAUserStoppedTheRun() throws IOException {
        Path run = Runs.copy("2.47.0-processes", folder);
        Files.writeString(run.resolve(RunResults.MASTER_LOG), """
                {"level": "INFO", "logger": "locust.runners", "message": "vm_1 (index 0) reported as ready. 1 workers connected."}
                {"level": "INFO", "logger": "locust.runners", "message": "vm_2 (index 1) reported as ready. 2 workers connected."}
                {"level": "INFO", "logger": "locust.runners", "message": "Sending spawn jobs of 4 users"}
                {"level": "INFO", "logger": "locust.runners", "message": "Worker vm_2 failed to send heartbeat, setting state to missing."}
                """);
        String sentence = "1 of 2 worker processes was lost during the load: worker vm_2.";
        assertThat(lost(health(run, facts(4, 5, 2)))).containsExactly(sentence);
        assertThat(lost(health(run, facts(4, 5, 2).stoppedByUser(true)))).containsExactly(sentence);
    }

    @Test
    void aWorkerThatWentMissingAndThenQuitIsLostOnce() throws IOException {
        Path run = Runs.copy("2.12.0-one-worker-killed", folder);
        String id = "vm_173d614ec34141089d8c1f867d42236c";
        String missing = "Worker " + id + " failed to send heartbeat, setting state to missing.";
        Path log = run.resolve(RunResults.MASTER_LOG);
        String line = Files.readAllLines(log).stream()
                .filter(text -> text.contains(missing))
                .findFirst()
                .orElseThrow();
        Runs.replace(
                log, line, line + "\n" + line.replace(missing, "Worker '" + id + "' (index 1) quit. 1 workers ready."));
        assertThat(lost(health(run, facts(10, 20, 2))))
                .singleElement()
                .asString()
                .startsWith("1 of 2 worker processes was lost");
    }
}
