package io.jenkins.plugins.locustswarm.engine.stats;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RAMP_CUT_SHORT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.USERS_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.NOTE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.RunFactsBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHealthTest {

    @Test
    void usersOfALostWorkerAreMissed() {
        assertThat(health("2.12.0-one-worker-killed", facts(10, 20, 2)))
                .filteredOn(finding -> finding.kind() == USERS_LOST)
                .containsExactly(new HealthFinding(
                        USERS_LOST,
                        UNSTABLE,
                        "10 users were asked for, and for 9 of the 9 s after the ramp fewer were running, at the least"
                                + " 5."));
    }

    @Test
    void usersThatStopThemselvesAreMissed() {
        assertThat(kinds("2.47.0-stop-user", facts(4, 14, 1))).containsExactly(USERS_LOST);
    }

    @Test
    void whoeverAskedForMoreUsersThanEverRanIsTold() {
        assertThat(kinds("2.47.0-worker-frozen", facts(40, 20, 2))).contains(USERS_LOST);
    }

    @Test
    void aMomentWithFewerUsersWhileLocustMovesThemIsNothing() {
        assertThat(kinds("2.12.0-worker-terminated", facts(4, 14, 2))).doesNotContain(USERS_LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-shape", "2.47.0-shape"})
    void aShapeHasUsersOfItsOwn(String run) {
        assertThat(kinds(run, facts(40, 6, 1))).isEmpty();
    }

    @Test
    void aRunWithoutANumberOfUsersMissesNone() {
        assertThat(kinds("2.47.0-stop-user", facts(4, 14, 1).load(null, null))).isEmpty();
    }

    @Test
    void aRampThatIsLongerThanTheRunIsSaid() {
        assertThat(health("2.47.0-processes", facts(4, 5, 4).workers(4, 2, 2).load(4, 0.5)))
                .containsExactly(new HealthFinding(
                        RAMP_CUT_SHORT,
                        NOTE,
                        "The run time of 5 s was over before all 4 users were started, which takes 8 s."));
    }

    private static List<HealthFinding.Kind> kinds(String run, RunFactsBuilder facts) {
        return health(run, facts).stream().map(HealthFinding::kind).toList();
    }
}
