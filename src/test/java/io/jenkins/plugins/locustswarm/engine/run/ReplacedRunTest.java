package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that another command or another branch of a build stops, collects or replaces while someone waits for it. */
class ReplacedRunTest {

    private static final EarlyStop REASON = EarlyStop.by("ann", Instant.EPOCH);

    @TempDir
    private Path folder;

    private Runnable whileItCollects = () -> {};

    private final FakeProvider provider = new FakeProvider() {
        @Override
        public Shell connect(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
            whileItCollects.run();
            return super.connect(swarm, machine);
        }
    };

    private RecordKeeper keeper;
    private Swarm swarm;
    private RunRecord awaited;

    @BeforeEach
    void startRun() {
        keeper = StartedRun.keeper(folder.resolve("swarms"));
        swarm = new Swarm(keeper, provider, Progress.SILENT);
        awaited = swarm.newestRun();
    }

    private void another(String id, RunRecord.Phase phase) {
        Load load = Load.of("b.py").users(1).runTime(Duration.ofHours(1)).build();
        Instant later = awaited.askedAt().plusSeconds(60);
        keeper.update(record ->
                record.withRun(new RunRecord(id, load, 120, 1, 5557, null, null, later, phase, null, null, null)));
    }

    private void leavesTheNewRunAlone(ThrowingCallable work) {
        RunRecord newest = keeper.get().run();
        assertThatThrownBy(work)
                .isInstanceOf(BringUpException.class)
                .hasMessage("The run that was waited for is no longer on swarm load, because it was stopped or"
                        + " collected in the meantime and a run of b.py was started: that one was left as it is.");
        assertThat(keeper.get().run()).isEqualTo(newest);
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void aRunThatHasReplacedTheAwaitedOneIsNeitherWatchedNorStoppedNorCollected() {
        another("run-2", RunRecord.Phase.STARTED);
        leavesTheNewRunAlone(() -> swarm.check(awaited::isSame, new RunWait()));
        leavesTheNewRunAlone(() -> swarm.stopEarly(awaited::isSame, REASON));
        leavesTheNewRunAlone(() -> swarm.collect(awaited::isSame, folder.resolve("results"), () -> true));
        leavesTheNewRunAlone(
                () -> swarm.tryCollect(awaited::isSame, folder.resolve("results"), new RunWait(), () -> true));
    }

    @Test
    void theFirstRunOfAnotherSwarmThatGotTheNameIsNotTheAwaitedOne() {
        another(awaited.id(), RunRecord.Phase.STARTED);
        leavesTheNewRunAlone(() -> swarm.collect(awaited::isSame, folder.resolve("results"), () -> true));
    }

    @Test
    void aRunThatWasStoppedIsReportedAsStopped() {
        keeper.update(record -> record.withRun(record.run().withPhase(RunRecord.Phase.STOPPED)));
        assertThatThrownBy(() -> swarm.collect(awaited::isSame, folder.resolve("results"), () -> true))
                .isInstanceOf(BringUpException.class)
                .hasMessage("The run of typical_load.py on swarm load was stopped in the meantime, which discards its"
                        + " results: start it again.");
    }

    @Test
    void aSwarmWithoutARunIsReported() {
        keeper.update(record -> record.withRun(null));
        assertThatThrownBy(() -> swarm.stopEarly(awaited::isSame, REASON))
                .hasMessage("The run that was waited for is no longer on swarm load, because it was stopped or"
                        + " collected in the meantime.");
    }

    @Test
    void aRunThatIsStartedWhileAnotherOneIsCollectedStaysOpen() throws Exception {
        provider.answers("master", "now=8\nbegan=2\nended=7\nexit-code=0\nprocess=gone\n");
        provider.answers("worker-1", "now=8\nprocess=gone\nexit-code=0\n");
        whileItCollects = () -> another("run-2", RunRecord.Phase.STARTED);
        swarm.collect(awaited::isSame, folder.resolve("results"), () -> true);
        assertThat(keeper.get().openRun()).map(RunRecord::id).contains("run-2");
    }
}
