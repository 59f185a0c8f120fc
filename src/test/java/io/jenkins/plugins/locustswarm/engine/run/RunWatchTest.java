package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.SilentMasterException;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunWatchTest {

    @TempDir
    private Path folder;

    private final FakeProvider provider = new FakeProvider();
    private final RunWait wait = new RunWait();
    private RecordKeeper keeper;
    private Swarm swarm;

    @BeforeEach
    void startRun() {
        keeper = StartedRun.keeper(folder);
        swarm = new Swarm(keeper, provider, Progress.SILENT);
    }

    /** Checks whether Locust has ended on a worker. */
    private void checkWorkers() throws InterruptedException {
        try (Fleet fleet = new Fleet(provider, "load")) {
            SwarmTools tools = new SwarmTools(keeper, provider, fleet, Progress.SILENT);
            new StartDiagnosis(tools).failIfWorkersEnded(tools.openRun());
        }
    }

    @Test
    void aWorkerThatEndsBeforeTheLoadEndsTheRun() {
        provider.answers("master", "now=8\nprocess=alive\n");
        provider.answers("worker-1", "now=8\nprocess=gone\nexit-code=9\n");
        assertThatThrownBy(this::checkWorkers)
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith("Locust ended on worker-1 before the load began (exit code 9).");
        assertThat(keeper.get().openRun()).isEmpty();
    }

    @Test
    void aWorkerMayEndWithALoadThatBeganAndEndedWhileAllWorkersWereChecked() throws InterruptedException {
        provider.answers("master", "now=8\nbegan=2\nended=7\nexit-code=0\nprocess=gone\n");
        provider.answers("worker-1", "now=8\nprocess=gone\nexit-code=0\n");
        checkWorkers();
        assertThat(keeper.get().openRun()).isPresent();
    }

    @Test
    void aRunEndsAsSoonAsItsMasterIsKnownToBeGone() {
        provider.gone("master", "(i-1) is gone: EC2 reports terminated");
        assertThatThrownBy(() -> swarm.check(run -> true, wait))
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith("The master of swarm load (i-1) is gone: EC2 reports terminated."
                        + " The run of typical_load.py ended with it");
    }

    @Test
    void aMasterThatDoesNotAnswerIsWaitedForAndItsProviderIsAskedRarely() throws InterruptedException {
        provider.dead("master");
        for (int checks = 0; checks < 3; checks++) {
            RunSnapshot snapshot = swarm.check(run -> true, wait);
            assertThat(snapshot.state()).isNull();
            assertThat(snapshot.pause()).isPositive();
        }
        assertThat(provider.askedFor()).containsExactly("master");
    }

    @Test
    void aMasterThatStaysSilentAfterTheLatestEndOfItsRunIsGivenUp() throws InterruptedException {
        RunWait impatient = new RunWait(Duration.ZERO, Duration.ofDays(-1));
        provider.dead("master");
        assertThat(swarm.check(run -> true, impatient).isLast()).isFalse();
        assertThatThrownBy(() -> swarm.check(run -> true, impatient))
                .isInstanceOf(SilentMasterException.class)
                .hasMessage("master is dead The run should have ended minutes ago.");
        assertThat(keeper.get().openRun()).isPresent();
    }

    @Test
    void aMasterThatNeverSaysThatItsRunIsOverIsEnded() throws InterruptedException {
        provider.answers("master", "now=8\nbegan=2\nprocess=alive\n");
        assertThat(swarm.check(run -> true, wait).isLast()).isFalse();
        assertThat(swarm.check(run -> true, new RunWait(Duration.ofDays(-1), Duration.ZERO))
                        .isLast())
                .isTrue();
    }

    @Test
    void aHistoryThatCannotBeReadEndsNoRun() throws InterruptedException {
        provider.answers(
                "master",
                "now=8\nbegan=2\nprocess=alive\nheader=Timestamp\nrow=1,2,,Aggregated,3\nwatched=1,2,,Aggregated,3\n");
        RunSnapshot snapshot = swarm.check(run -> true, wait);
        assertThat(snapshot.isLast()).isFalse();
        assertThat(snapshot.state().phase()).isEqualTo(RunState.Phase.LOADING);
    }

    @ParameterizedTest
    @CsvSource({"8, 1000", "3601, 1000", "3602, 300", "3612, 300", "3613, 1000"})
    void theEndOfALoadIsLookedForOftenWhileItIsExpected(int now, long millis) throws InterruptedException {
        provider.answers("master", "now=" + now + "\nbegan=2\nprocess=alive\n");
        assertThat(swarm.check(run -> true, wait).pause()).isEqualTo(Duration.ofMillis(millis));
    }
}
