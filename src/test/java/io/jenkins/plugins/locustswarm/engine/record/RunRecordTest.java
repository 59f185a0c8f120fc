package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunRecordTest {

    private final RunRecord run = Records.full("kandu").run();

    private static RunRecord run(Load load) {
        return new RunRecord(
                "run-2", load, 90, 4, 5557, null, null, Records.NOON, RunRecord.Phase.STARTED, null, 0, null);
    }

    @Test
    void theFirstReasonToStopALoadIsKept() {
        RunRecord running = run(Load.of("a.py").build());
        EarlyStop byAlice = EarlyStop.by("alice", Records.NOON);
        EarlyStop met = EarlyStop.met("failures > 50% for 30s", "It failed.", Records.NOON);
        assertThat(running.stoppedBy(byAlice).earlyStop()).isEqualTo(byAlice);
        assertThat(running.stoppedBy(byAlice).stoppedBy(met).earlyStop()).isEqualTo(byAlice);
    }

    @Test
    void aLoadThatAUserStoppedNamesTheUser() {
        EarlyStop stop = EarlyStop.by("alice", Records.NOON);
        assertThat(stop.user()).isEqualTo("alice");
        assertThat(stop.condition()).isEqualTo("user alice");
        assertThat(stop.sentence()).isEqualTo("The load is stopped by alice; its results are kept.");
    }

    @Test
    void aRunWaitsForTheWorkersThatJoinIt() {
        RunRecord joined = run.withWorkers(6);
        assertThat(joined.workers()).isEqualTo(6);
        assertThat(joined.withWorkers(4)).as("nothing else has changed").isEqualTo(run);
    }

    @Test
    void theLatestEndOfARunHoldsAllThatLocustMayTake() {
        Load load = Load.of("a.py")
                .runTime(Duration.ofSeconds(600))
                .stopTimeout(Duration.ofSeconds(30))
                .quitTimeout(Duration.ofSeconds(45))
                .build();
        assertThat(run(load).latestEnd()).isEqualTo(Records.NOON.plusSeconds(90 + 600 + 30 + 45));
    }

    @Test
    void aRunWithAWebPageIsInteractive() {
        assertThat(run.isInteractive()).isTrue();
        assertThat(run(Load.of("a.py").build()).isInteractive()).isFalse();
    }

    @Test
    void theLocustfileOfARunIsThatOfItsLoad() {
        assertThat(run.locustfile()).isEqualTo("typical_load.py");
    }
}
