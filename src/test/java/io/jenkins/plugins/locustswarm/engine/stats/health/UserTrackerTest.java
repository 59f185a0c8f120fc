package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.RunFactsBuilder;
import io.jenkins.plugins.locustswarm.engine.stats.Percentiles;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten users, five more each second, of a load that the master began at second 0. */
class UserTrackerTest {

    private static final Percentiles NONE = new Percentiles(List.of(), new double[0]);

    private static UserTracker tracker(int seconds) {
        return UserTracker.of(facts(10, seconds, 1).spawnRate(5.0).build(), Duration.ofSeconds(seconds));
    }

    private static UserTracker rows(UserTracker tracker, int from, int to, long users) {
        for (int second = from; second <= to; second++) {
            tracker.accept(new HistoryRow(
                    Runs.BEGAN.plusSeconds(second).getEpochSecond(), users, 0, 0, NONE, 0, 0, 0, 0, 0, 0));
        }
        return tracker;
    }

    @Test
    void allUsersCouldBeStartedIfTheHistoryReachesTwoSecondsBeyondTheRamp() {
        assertThat(rows(tracker(20), 0, 4, 3).hadTimeForAll()).isTrue();
        assertThat(rows(tracker(20), 0, 3, 3).hadTimeForAll()).isFalse();
        assertThat(rows(tracker(4), 0, 4, 3).hadTimeForAll()).isTrue();
        assertThat(rows(tracker(3), 0, 4, 3).hadTimeForAll())
                .as("a load that was too short")
                .isFalse();
    }

    @Test
    void theRampBeginsWithTheFirstUser() {
        UserTracker late = rows(rows(tracker(20), 0, 2, 0), 3, 6, 5);
        assertThat(late.hadTimeForAll()).isFalse();
        assertThat(rows(late, 7, 7, 5).hadTimeForAll()).isTrue();
    }

    @Test
    void withoutAnyUserTheRampBeginsWithTheLoadIfTheHistoryShowsThat() {
        assertThat(rows(tracker(20), 2, 4, 0).hadTimeForAll()).isTrue();
        assertThat(rows(tracker(20), 2, 3, 0).hadTimeForAll()).isFalse();
        assertThat(rows(tracker(20), 3, 19, 0).hadTimeForAll())
                .as("a history without the first seconds")
                .isFalse();
    }

    @Test
    void fewerUsersCountBetweenTheRampAndTheEndOnly() {
        UserTracker tracker = rows(tracker(20), 0, 7, 10); // the ramp, and five seconds for the reports of workers
        assertThat(tracker.secondsWatched()).isZero();
        rows(tracker, 8, 12, 10);
        rows(tracker, 13, 14, 7);
        rows(tracker, 15, 15, 6);
        assertThat(tracker.secondsWatched()).isEqualTo(8);
        assertThat(tracker.secondsBelow()).isEqualTo(3);
        assertThat(tracker.fewest()).isEqualTo(6);
        assertThat(tracker.most()).isEqualTo(10);
        rows(tracker, 16, 20, 0);
        assertThat(tracker.secondsWatched()).as("users may end by then").isEqualTo(8);
        assertThat(tracker.allGone()).isFalse();
    }

    @Test
    void aSecondRowOfTheSameSecondDoesNotCountTwice() {
        UserTracker tracker = rows(rows(tracker(20), 0, 10, 9), 10, 10, 9);
        assertThat(tracker.secondsWatched()).isEqualTo(3);
        assertThat(tracker.secondsBelow()).isEqualTo(3);
    }

    @Test
    void aLoadWhoseUsersOrRateAreChosenElsewhereIsNotTracked() {
        Duration length = Duration.ofSeconds(20);
        RunFactsBuilder interactive = facts(10, 20, 1).runTime(null);
        assertThat(UserTracker.of(interactive.build(), length)).isNotNull();
        assertThat(UserTracker.of(interactive.spawnRate(null).build(), length)).isNull();
        assertThat(UserTracker.of(facts(10, 20, 1).spawnRate(null).build(), length))
                .as("a headless run has Locust's default")
                .isNotNull();
        assertThat(UserTracker.of(facts(10, 20, 1).spawnRate(0.0).build(), length))
                .isNull();
    }
}
