package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.ClockReading;
import io.jenkins.plugins.locustswarm.engine.locust.ControllerTime;
import io.jenkins.plugins.locustswarm.engine.locust.RunDetails;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopDecisionTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final RunRecord run = new RunRecord(
            "run-1",
            Load.of("typical_load.py").runTime(Duration.ofHours(1)).build(),
            120,
            1,
            5557,
            null,
            null,
            NOW,
            RunRecord.Phase.STARTED,
            null,
            null,
            null);

    private static RunState state(RunState.Phase phase) {
        return new RunState(
                phase,
                null,
                phase == RunState.Phase.LOADING ? NOW : null,
                null,
                new ClockReading(NOW, new ControllerTime(NOW, 0), new ControllerTime(NOW, 0)),
                null,
                false,
                false,
                false,
                0,
                List.of(),
                List.of(),
                null,
                "",
                "",
                List.of(),
                false,
                "",
                RunDetails.NONE);
    }

    @Test
    void aRunThatNobodyStopsContinues() {
        assertThat(StopDecision.of(run, state(RunState.Phase.LOADING))).isEmpty();
    }

    @Test
    void aLoadThatAUserStopsWhileLocustIsStartingEndsAsSoonAsItHasBegun() {
        EarlyStop stop = EarlyStop.by("alice", NOW);
        RunRecord stopped = run.stoppedBy(stop);

        assertThat(StopDecision.of(stopped, state(RunState.Phase.WAITING))).isEmpty();
        assertThat(StopDecision.of(stopped, state(RunState.Phase.LOADING))).contains(stop);
    }
}
