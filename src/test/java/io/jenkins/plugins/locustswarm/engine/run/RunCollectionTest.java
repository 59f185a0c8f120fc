package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCollectionTest {

    @TempDir
    private Path folder;

    private final FakeProvider provider = new FakeProvider();
    private RecordKeeper keeper;
    private Swarm swarm;

    @BeforeEach
    void startRun() {
        keeper = StartedRun.keeper(folder);
        swarm = new Swarm(keeper, provider, Progress.SILENT);
    }

    @Test
    void aMasterThatDoesNotAnswerAtTheEndIsAskedAgain() throws InterruptedException {
        RunWait wait = new RunWait();
        provider.dead("master");
        for (int attempts = 0; attempts < 3; attempts++) {
            assertThat(swarm.tryCollect(run -> true, folder, wait, () -> true)).isEmpty();
        }
        assertThat(provider.askedFor()).containsExactly("master");
        assertThat(keeper.get().openRun()).isPresent();
    }

    @Test
    void aMasterThatStaysSilentIsGivenUpAndItsRunCanBeCollectedLater() throws InterruptedException {
        RunWait wait = new RunWait(Duration.ZERO, Duration.ofDays(-1));
        provider.dead("master");
        assertThat(swarm.tryCollect(run -> true, folder, wait, () -> true)).isEmpty();
        assertThatThrownBy(() -> swarm.tryCollect(run -> true, folder, wait, () -> true))
                .isInstanceOf(ShellException.class);
        assertThat(keeper.get().openRun()).isPresent();
    }

    @Test
    void anAbortedCommandDoesNotWaitForASilentMaster() {
        provider.dead("master");
        assertThatThrownBy(() -> swarm.collect(run -> true, folder, () -> false))
                .isInstanceOf(ShellException.class);
        assertThat(keeper.get().openRun()).isPresent();
    }

    @Test
    void aMasterThatAnswersMeanwhileIsGivenMoreTime() {
        RunWait wait = new RunWait(Duration.ZERO, Duration.ofDays(-1));
        ShellException broken = new ShellException("The connection broke.");
        wait.notCollected(broken, true, Progress.SILENT);
        wait.answeredCollection();
        wait.notCollected(broken, true, Progress.SILENT);
        assertThatThrownBy(() -> wait.notCollected(broken, true, Progress.SILENT))
                .isSameAs(broken);
    }

    @Test
    void resultsCountAlthoughTheDiskOfTheRecordIsFull() throws Exception {
        Files.createDirectories(folder.resolve("load/record.json/full")); // no file can take its place
        provider.answers("master", "now=8\nbegan=2\nended=7\nexit-code=0\nprocess=gone\n");
        provider.answers("worker-1", "now=8\nprocess=gone\nexit-code=0\n");
        assertThat(swarm.collect(folder.resolve("results")).swarm()).isEqualTo("load");
        assertThat(keeper.get().openRun()).isEmpty();
    }

    @Test
    void theStopTimeoutThatLocustHasCountsForTheResults() throws Exception {
        provider.answers(
                "master", "now=8\nbegan=2\nended=7\nexit-code=0\nprocess=gone\nnamed=load.conf\nstop-timeout=180\n");
        provider.answers("worker-1", "now=8\nprocess=gone\nexit-code=0\n");
        assertThat(swarm.collect(folder.resolve("results")).load().stopTimeout())
                .hasMinutes(3);
        assertThat(keeper.get().run().load().stopTimeout()).isZero();
    }

    @Test
    void aSlaveWhoseClockIsWrongIsReported() throws Exception {
        provider.answers("master", "now=70.250\nbegan=2\nended=62\nexit-code=0\nprocess=gone\n");
        provider.answers("worker-1", "now=40.250\nprocess=gone\nexit-code=0\n");
        assertThat(swarm.collect(folder.resolve("results")).health())
                .filteredOn(finding -> finding.kind() == HealthFinding.Kind.CLOCKS_DIFFER)
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .matches("Clocks differ from the master's: worker-1 is (30|31)\\.\\d s behind\\. .*"));
    }

    @Test
    void theResultsOfAnEarlierRunStayUntilThoseOfTheNewOneAreFetched() throws Exception {
        Path results = Files.createDirectories(folder.resolve("results"));
        Files.writeString(results.resolve("locust_stats.csv"), "earlier");
        Files.writeString(results.resolve("summary.json"), "earlier");
        Files.createDirectory(results.resolve(".locust-swarm-fetched"));
        Files.writeString(results.resolve(".locust-swarm-fetched/locust.html"), "of a process that was killed");
        provider.answers("master", "now=8\nbegan=2\nended=7\nexit-code=0\nprocess=gone\n");
        provider.answers("worker-1", "now=8\nprocess=gone\nexit-code=0\n");
        provider.breaksWhileItSends("master");
        assertThat(swarm.tryCollect(run -> true, results, new RunWait(), () -> true))
                .isEmpty();
        assertThat(results.toFile().list()).containsExactlyInAnyOrder("locust_stats.csv", "summary.json");
        assertThat(results.resolve("locust_stats.csv")).hasContent("earlier");

        provider.sends("master", "new");
        swarm.collect(results);
        assertThat(results.resolve("locust_stats.csv")).hasContent("new");
        assertThat(results.toFile().list())
                .contains("locust.html", "master.log")
                .doesNotContain("summary.json", ".locust-swarm-fetched");
    }

    @Test
    void nobodyWaitsForTheResultsOfAMasterThatIsGone() {
        provider.gone("master", "(i-1) is gone: EC2 reports terminated");
        assertThatThrownBy(() -> swarm.collect(folder))
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith("The master of swarm load (i-1) is gone: EC2 reports terminated.");
    }
}
