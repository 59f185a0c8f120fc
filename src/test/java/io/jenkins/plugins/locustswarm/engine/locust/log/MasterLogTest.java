package io.jenkins.plugins.locustswarm.engine.locust.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterLogTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"2.12.0-ok, 2.12.0", "2.46.3-ok, 2.46.3"})
    void aRunThatWentWell(String run, String version) {
        MasterLog log = read(run);
        assertThat(log.version()).isEqualTo(version);
        assertThat(log.workers().ready()).hasSize(2).allMatch(worker -> worker.matches("vm_[0-9a-f]{32}"));
        assertThat(log.workers().missing()).isEmpty();
        assertThat(log.workers().returned()).isEmpty();
        assertThat(log.workers().quitEarly()).isEmpty();
        assertThat(log.workers().silentAtEnd()).isEmpty();
        assertThat(log.workers().allGone()).isFalse();
        assertThat(log.masterBusy()).isNull();
        assertThat(log.workers().busy()).isEmpty();
        assertThat(log.workers().otherVersions()).isEmpty();
        assertThat(log.load().usersSpawned()).isEqualTo(10);
        assertThat(log.load().shape()).isFalse();
        assertThat(log.load().began()).isTrue();
        assertThat(log.load().length()).isBetween(Duration.ofMillis(7990), Duration.ofMillis(8010));
        assertThat(log.exitCode()).isZero();
        assertThat(log.lastError()).isNull();
    }

    @Test
    void theLastTableSaysHowManyRequestsThereWere() {
        assertThat(read("2.46.3-bad").printedRequests()).isEqualTo(655);
        assertThat(read("2.46.3-ok").printedRequests()).isNull();
        assertThat(read("2.47.0-hostile").printedRequests()).isEqualTo(540);
    }

    @Test
    void numbersThatAreTooLargeAreNotThoseOfLocust() throws IOException {
        MasterLog log = log(
                "[2026-11-24 06:50:42,854] vm/INFO/locust.runners: All users spawned: {} (99999999999 total users)",
                "         Aggregated      99999999999999999999 1(1.00%) |   1");
        assertThat(log.load().usersSpawned()).isNull();
        assertThat(log.printedRequests()).isNull();
    }

    @Test
    void aWorkerThatStopsAnsweringIsMissing() {
        MasterLog log = read("2.12.0-one-worker-killed");
        assertThat(log.workers().missing())
                .containsOnlyKeys("vm_173d614ec34141089d8c1f867d42236c")
                .containsValue(Duration.ofMillis(8012));
        assertThat(log.workers().allGone()).isFalse();
        assertThat(log.exitCode()).isZero();
    }

    @Test
    void withoutWorkersTheLoadIsOver() {
        MasterLog log = read("2.46.3-all-workers-killed");
        assertThat(log.workers().missing()).hasSize(2);
        assertThat(log.workers().allGone()).isTrue();
        assertThat(log.load().length()).isEqualTo(Duration.ofMillis(7009));
        assertThat(log.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-worker-frozen", "2.47.0-worker-frozen"})
    void aWorkerThatAnswersAgainIsBack(String run) {
        MasterLog log = read(run);
        assertThat(log.workers().returned()).hasSize(1);
        assertThat(log.workers().missing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-worker-terminated", "2.47.0-worker-terminated"})
    void aWorkerThatSaysGoodbyeBeforeTheEndQuitEarly(String run) {
        MasterLog log = read(run);
        assertThat(log.workers().quitEarly()).hasSize(1);
        assertThat(log.workers().ready())
                .hasSize(2)
                .containsAll(log.workers().quitEarly().keySet());
        assertThat(log.workers().silentAtEnd()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-slow", "2.47.0-slow"})
    void aWorkerWhoseGoodbyeCameTooLateIsSilentAtTheEnd(String run) {
        MasterLog log = read(run);
        assertThat(log.workers().silentAtEnd()).isEqualTo(log.workers().ready());
        assertThat(log.workers().quitEarly()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-cpu"})
    void aWorkerWithoutCpuToSpareIsHot(String run) {
        MasterLog log = read(run);
        assertThat(log.workers().busy())
                .containsOnlyKeys(log.workers().ready())
                .containsValues(Duration.ofMillis(10_283), Duration.ofMillis(10_287));
        assertThat(log.masterBusy()).isNull();
    }

    @Test
    void aCpuWarningOfTheMasterIsRead() throws IOException {
        assertThat(
                        log("[2026-11-24 06:50:42,854] vm/WARNING/root: CPU usage above 90%! This may constrain your throughput")
                                .masterBusy())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-shape", "2.47.0-shape"})
    void aShapeLeadsAndEndsTheLoad(String run) {
        MasterLog log = read(run);
        assertThat(log.load().shape()).isTrue();
        assertThat(log.load().shapeEnded()).isTrue();
        assertThat(log.load().length()).isBetween(Duration.ofSeconds(6), Duration.ofMillis(6200));
        assertThat(log.workers().quitEarly()).isEmpty();
        assertThat(log.workers().allGone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-no-worker", "2.47.0-no-worker"})
    void aMasterGivesUpWaitingForWorkers(String run) {
        MasterLog log = read(run);
        assertThat(log.gaveUpWaiting()).isTrue();
        assertThat(log.workers().ready()).hasSize(1);
        assertThat(log.load().began()).isFalse();
        assertThat(log.load().length()).isNull();
        assertThat(log.exitCode()).isNull();
        assertThat(log.workers().quitEarly()).isEmpty();
        assertThat(log.workers().allGone()).isFalse();
        assertThat(log.lastError()).isEqualTo("Gave up waiting for workers to connect");
    }

    @Test
    void aMasterThatIsToldToStopEndsInGoodOrder() {
        MasterLog log = read("2.47.0-master-terminated");
        assertThat(log.load().length()).isEqualTo(Duration.ofMillis(6702));
        assertThat(log.exitCode()).isZero();
        assertThat(log.workers().quitEarly()).isEmpty();
        assertThat(log.workers().allGone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-master-interrupted", "2.47.0-master-interrupted"})
    void aMasterThatIsInterruptedSaysGoodbyeWithItsWorkers(String run) {
        MasterLog log = read(run);
        assertThat(log.workers().quitEarly()).isEmpty();
        assertThat(log.workers().silentAtEnd()).isEmpty();
        assertThat(log.workers().allGone()).isFalse();
        assertThat(log.load().length()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        assertThat(log.exitCode()).isZero();
    }

    @Test
    void aShapeThatIsInterruptedDidNotEndByItself() {
        MasterLog log = read("2.47.0-shape-interrupted");
        assertThat(log.load().shape()).isTrue();
        assertThat(log.load().shapeEnded()).isFalse();
        assertThat(log.load().length()).isEqualTo(Duration.ofMillis(2276));
    }

    @Test
    void theEndOfAKilledMasterIsUnknown() {
        MasterLog log = read("2.47.0-master-killed");
        assertThat(log.load().began()).isTrue();
        assertThat(log.load().length()).isNull();
        assertThat(log.exitCode()).isNull();
        assertThat(log.workers().silentAtEnd()).isEmpty();
    }

    @Test
    void aLocustfileThatEndsTheRunDoesNotLoseWorkers() throws IOException {
        MasterLog log = log(
                "[2026-11-24 06:50:30,000] vm/INFO/locust.runners: vm_1 (index 0) reported as ready. 1 workers connected.",
                "[2026-11-24 06:50:31,000] vm/INFO/locust.runners: Sending spawn jobs of 2 users at 2.00 spawn rate to 1 ready workers",
                "[2026-11-24 06:50:40,000] vm/INFO/locust.runners: Worker 'vm_1' (index 0) quit. 0 workers ready.",
                "[2026-11-24 06:50:40,000] vm/INFO/locust.runners: The last worker quit, stopping test.",
                "[2026-11-24 06:50:41,100] vm/INFO/locust.main: Shutting down (exit code 0)");
        assertThat(log.workers().quitEarly()).isEmpty();
        assertThat(log.workers().allGone()).isFalse();
        assertThat(log.load().length()).isEqualTo(Duration.ofMillis(10_100));
    }

    @Test
    void aMasterThatLostItsLastWorkerByGoodbyeEndsAtOnce() throws IOException {
        MasterLog log = log(
                "[2026-11-24 06:50:30,000] vm/INFO/locust.runners: vm_1 (index 0) reported as ready. 1 workers connected.",
                "[2026-11-24 06:50:30,500] vm/INFO/locust.runners: vm_2 (index 1) reported as ready. 2 workers connected.",
                "[2026-11-24 06:50:31,000] vm/INFO/locust.runners: Sending spawn jobs of 2 users at 2.00 spawn rate to 2 ready workers",
                "[2026-11-24 06:50:35,000] vm/INFO/locust.runners: Worker 'vm_1' (index 0) quit. 1 workers ready.",
                "[2026-11-24 06:50:40,000] vm/INFO/locust.runners: Worker 'vm_2' (index 1) quit. 0 workers ready.",
                "[2026-11-24 06:50:40,000] vm/INFO/locust.runners: The last worker quit, stopping test.",
                "[2026-11-24 06:50:41,100] vm/INFO/locust.main: Shutting down (exit code 0)");
        assertThat(log.workers().quitEarly()).containsExactly(entry("vm_1", Duration.ofSeconds(4)));
        assertThat(log.workers().allGone()).isTrue();
        assertThat(log.load().length()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void aLastWorkerThatComesBackDoesNotBringTheLoadBack() throws IOException {
        MasterLog log = log(
                "[2026-11-24 06:50:00,000] vm/INFO/locust.runners: vm_1 (index 0) reported as ready. 1 workers connected.",
                "[2026-11-24 06:50:01,000] vm/INFO/locust.runners: Sending spawn jobs of 4 users at 4.00 spawn rate to 1"
                        + " ready workers",
                "[2026-11-24 06:50:08,000] vm/INFO/locust.runners: Worker vm_1 failed to send heartbeat, setting state to"
                        + " missing.",
                "[2026-11-24 06:50:08,000] vm/INFO/locust.runners: The last worker went missing, stopping test.",
                "[2026-11-24 06:50:09,000] vm/INFO/locust.runners: Worker vm_1 self-healed with heartbeat, setting state to"
                        + " running.",
                "[2026-11-24 06:50:23,000] vm/INFO/locust.runners: Worker 'vm_1' (index 0) quit. 0 workers ready.",
                "[2026-11-24 06:50:23,000] vm/INFO/locust.runners: The last worker quit, stopping test.",
                "[2026-11-24 06:50:24,000] vm/INFO/locust.main: Shutting down (exit code 0)");
        assertThat(log.workers().allGone()).isTrue();
        assertThat(log.workers().returned()).containsExactly("vm_1");
        assertThat(log.load().length()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aWorkerThatIsLostAndBackBeforeTheLoadBeginsEndsNoLoad() throws IOException {
        MasterLog log = log(
                "[2026-11-24 06:50:00,000] vm/INFO/locust.runners: Worker vm_1 failed to send heartbeat, setting state to"
                        + " missing.",
                "[2026-11-24 06:50:00,000] vm/INFO/locust.runners: The last worker went missing, stopping test.",
                "[2026-11-24 06:50:01,000] vm/INFO/locust.runners: Worker vm_1 self-healed with heartbeat, setting state to"
                        + " ready.",
                "[2026-11-24 06:50:02,000] vm/INFO/locust.runners: Sending spawn jobs of 4 users at 4.00 spawn rate to 1"
                        + " ready workers");
        assertThat(log.workers().allGone()).isFalse();
    }

    @Test
    void linesThatALocustfileWritesAsJsonAreRead() throws IOException {
        MasterLog log = log(
                json("locust.runners", "INFO", "vm_1 (index 0) reported as ready. 1 workers connected."),
                json("locust.runners", "INFO", "Sending spawn jobs of 4 users at 4.00 spawn rate to 1 ready workers"),
                json("locust.runners", "INFO", "Worker vm_1 failed to send heartbeat, setting state to missing."),
                json("shop", "INFO", "Worker vm_2 failed to send heartbeat, setting state to missing."),
                json("locust.user.task", "ERROR", "no such article\\nTraceback (most recent call last):"),
                json("locust.main", "INFO", "--run-time limit reached, shutting down"),
                json("locust.runners", "INFO", "Worker 'vm_1' (index 0) quit. 0 workers ready."),
                json("locust.main", "INFO", "Shutting down (exit code 7)"),
                "{\"message\": 5}",
                "{\"message\": \"torn");
        assertThat(log.workers().ready()).containsExactly("vm_1");
        assertThat(log.load().began()).isTrue();
        assertThat(log.silent()).isFalse();
        assertThat(log.workers().missing()).containsOnlyKeys("vm_1");
        assertThat(log.workers().quitEarly())
                .as("it came after the end was told")
                .isEmpty();
        assertThat(log.exitCode()).isEqualTo(7);
        assertThat(log.lastError()).isEqualTo("no such article");
        assertThat(log.load().length()).as("its lines have no time").isNull();
    }

    private static String json(String logger, String level, String message) {
        return "{\"level\": \"" + level + "\", \"logger\": \"" + logger + "\", \"message\": \"" + message + "\"}";
    }

    @Test
    void aLogWithoutLinesOfTheRunnerIsSilentAndKnowsTheLengthAllTheSame() throws IOException {
        MasterLog log = log(
                "[2026-11-24 06:50:00,000] vm/INFO/locust.main: Starting Locust 2.47.0",
                "[2026-11-24 06:50:01,000] vm/INFO/locust.main: Run time limit set to 8 seconds",
                "[2026-11-24 06:50:09,000] vm/INFO/locust.main: --run-time limit reached, shutting down",
                "[2026-11-24 06:50:10,000] vm/INFO/locust.main: Shutting down (exit code 0)");
        assertThat(log.silent()).isTrue();
        assertThat(log.load().began()).isTrue();
        assertThat(log.load().length()).isEqualTo(Duration.ofSeconds(8));
        assertThat(log("").silent()).isTrue();
        assertThat(log("").load().began()).isFalse();
    }

    @Test
    void aRunTimeThatIsNamedAfterALoadShapeIsNotABeginning() throws IOException {
        MasterLog log = log(
                "[2026-11-24 06:50:09,000] vm/INFO/locust.main: Shape test completed, shutting down",
                "[2026-11-24 06:50:09,100] vm/INFO/locust.main: Run time limit set to 8 seconds",
                "[2026-11-24 06:50:10,000] vm/INFO/locust.main: Shutting down (exit code 0)");
        assertThat(log.load().length()).isNull();
    }

    @Test
    void theTimeOfTheRampIsKnown() {
        assertThat(read("2.47.0-worker-frozen").load().ramp()).isEqualTo(Duration.ofMillis(73));
    }

    @Test
    void versionsThatDifferMuchAreNamed() {
        assertThat(read("versions").workers().otherVersions())
                .containsExactly(entry("vm_9a6f76cb686647beaab5716907dbea39", "2.12.0"));
    }

    @Test
    void aRefusedWorkerIsOfAnotherVersion() throws IOException {
        assertThat(log("[2026-11-24 06:50:42,854] vm/ERROR/locust.runners: An old (pre 2.0) worker tried to connect"
                                + " (vm_3). That's not going to work.")
                        .workers()
                        .otherVersions())
                .containsOnlyKeys("vm_3");
    }

    @Test
    void severalProcessesOfAMachineAreSeveralWorkers() {
        assertThat(read("2.47.0-processes").workers().ready()).hasSize(4);
    }

    @Test
    void whatALocustfilePrintsIsNotTakenForLocustsWords() throws IOException {
        MasterLog log = log(
                "Worker vm_1 failed to send heartbeat, setting state to missing.",
                "[2026-11-24 06:50:42,854] nonsense",
                "[2026-99-99 06:50:42,854] vm/INFO/locust.runners: The last worker went missing, stopping test.",
                "[2026-11-24 06:50:42,854] vm/INFO/my.test: He said: The last worker went missing, stopping test.");
        assertThat(log.workers().missing()).isEmpty();
        assertThat(log.workers().allGone()).isFalse();
    }

    @Test
    void aLineWithoutEndDoesNotFillTheMemory() throws IOException {
        Path file = folder.resolve("master.log");
        Files.writeString(
                file,
                "x".repeat(3_000_000) + "\n[2026-11-24 06:50:42,854] vm/INFO/locust.main: Starting Locust 2.47.0\r\n");
        assertThat(MasterLog.read(file).version()).isEqualTo("2.47.0");
    }

    @Test
    void aLogThatCannotBeReadIsAnError() {
        assertThatThrownBy(() -> MasterLog.read(folder.resolve("none.log")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.log");
    }

    private static MasterLog read(String run) {
        return MasterLog.read(RecordedRun.file(run, "master.log"));
    }

    private MasterLog log(String... lines) throws IOException {
        return MasterLog.read(Files.writeString(folder.resolve("master.log"), String.join("\n", lines)));
    }

    @Test
    void theLastErrorHasTheExceptionAtTheEndOfItsTraceback() throws IOException {
        Path log = Files.writeString(folder.resolve("master.log"), """
                [2026-11-24 06:52:31,200] vm/ERROR/root: Uncaught exception in event handler:\s
                Traceback (most recent call last):
                  File "/opt/locust/event.py", line 45, in fire
                RuntimeError: no upload possible

                [2026-11-24 06:52:35,000] vm/INFO/locust.main: Shutting down (exit code 2)
                """);
        assertThat(MasterLog.read(log).lastError())
                .isEqualTo("Uncaught exception in event handler: RuntimeError: no upload possible");
    }
}
