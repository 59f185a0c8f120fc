package io.jenkins.plugins.locustswarm.engine.stats;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_EARLY;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_LATE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.OUTER_CLOCK;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.NOTE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LengthHealthTest {

    @Test
    void aRunThatEndedEarlyIsSaid() {
        assertThat(health("2.47.0-master-terminated", facts(4, 60, 1)))
                .containsExactly(new HealthFinding(ENDED_EARLY, UNSTABLE, "The load ended after 6 s of 60 s."));
    }

    @Test
    void aRunThatSomebodyStoppedSaysSo() {
        assertThat(health("2.47.0-master-terminated", facts(4, 60, 1).stoppedByUser(true)))
                .containsExactly(
                        new HealthFinding(ENDED_EARLY, UNSTABLE, "The load ended after 6 s of 60 s: it was stopped."));
    }

    @Test
    void withoutWorkersTheLoadEndedEarlyAlthoughLocustWaitedToTheEnd() {
        assertThat(health("2.46.3-all-workers-killed", facts(10, 30, 2)))
                .contains(new HealthFinding(
                        ENDED_EARLY, UNSTABLE, "The load ended after 7 s of 30 s, because no worker was left."));
    }

    @Test
    void aShapeThatIsOverIsWhatTheLocustfileAsked() {
        assertThat(health("2.47.0-shape", facts(4, 60, 1)))
                .containsExactly(new HealthFinding(
                        ENDED_EARLY,
                        NOTE,
                        "The load ended after 6 s of 60 s, because the locustfile's load shape was over."));
    }

    @Test
    void aRunThatEndedLateIsSaid() {
        assertThat(health("2.12.0-one-worker-killed", facts(10, 4, 2)))
                .contains(new HealthFinding(ENDED_LATE, UNSTABLE, "The load lasted 20 s and not 4 s."));
    }

    @Test
    void timeForUsersToFinishIsNotLate() {
        assertThat(health(
                        "2.12.0-one-worker-killed",
                        facts(10, 4, 2).times(Duration.ofSeconds(4), Duration.ofSeconds(2))))
                .extracting(HealthFinding::kind)
                .doesNotContain(ENDED_LATE);
    }

    @Test
    void aDurationThatTheSwarmHeldIsSaid() {
        assertThat(health("2.47.0-master-terminated", facts(4, 6, 1).endedByOuterClock(true)))
                .containsExactly(new HealthFinding(
                        OUTER_CLOCK, NOTE, "Locust did not end when the run time was over, and the swarm ended it."));
    }

    @Test
    void aRunUntilItIsStoppedHasNoLengthToMiss() {
        assertThat(health(
                        "2.47.0-master-terminated",
                        facts(4, 6, 1).times(null, Duration.ZERO).stoppedByUser(true)))
                .isEmpty();
    }

    @Test
    void withoutAnEndInTheLogTheSwarmsOwnClockCounts() {
        Instant began = Instant.parse("2026-11-24T06:54:02Z");
        assertThat(health(
                        "2.47.0-master-killed",
                        facts(4, 60, 1).lasted(began, began.plusSeconds(14)).exitCode(null)))
                .contains(new HealthFinding(ENDED_EARLY, UNSTABLE, "The load ended after 14 s of 60 s."));
    }
}
