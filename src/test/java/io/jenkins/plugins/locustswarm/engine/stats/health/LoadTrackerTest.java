package io.jenkins.plugins.locustswarm.engine.stats.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.Percentiles;
import io.jenkins.plugins.locustswarm.engine.stats.UsersReached;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTrackerTest {

    private static final Percentiles NONE = new Percentiles(List.of(), new double[0]);

    private final LoadTracker watch = new LoadTracker();

    private LoadTrackerTest rows(long from, long to, long users, long requestsEach) {
        for (long second = from; second <= to; second++) {
            row(second, users, requests + requestsEach);
        }
        return this;
    }

    private long requests;

    private void row(long second, long users, long total) {
        requests = total;
        watch.accept(new HistoryRow(second, users, 0, 0, NONE, total, 0, 0, 0, 0, 0));
    }

    @Test
    void aHistoryWithoutUsersHasNoLoad() {
        rows(100, 120, 0, 0);
        assertThat(watch.firstUsers()).isEmpty();
        assertThat(watch.length(Duration.ofSeconds(10))).isEmpty();
        assertThat(watch.showsTheEnd(Instant.ofEpochSecond(120))).isFalse();
    }

    @Test
    void theLoadLastsFromTheFirstUserToTheLast() {
        rows(100, 109, 0, 0).rows(110, 115, 5, 10).rows(116, 140, 0, 0);
        assertThat(watch.firstUsers()).contains(Instant.ofEpochSecond(110));
        assertThat(watch.length(Duration.ofSeconds(16))).contains(Duration.ofSeconds(6));
        assertThat(watch.showsTheEnd(Instant.ofEpochSecond(200))).isTrue();
    }

    @Test
    void usersCountedDuringTheShutdownOfTheMasterAreNotLoad() {
        rows(100, 104, 5, 10).rows(105, 130, 5, 0);
        assertThat(watch.length(Duration.ofSeconds(5))).contains(Duration.ofSeconds(6));
    }

    @Test
    void requestsAfterAResetOfTheStatisticsAreLoad() {
        rows(100, 110, 5, 10);
        row(111, 5, 0);
        assertThat(watch.showsReset()).isTrue();
        rows(112, 115, 5, 3);
        assertThat(watch.lastRequests()).contains(Instant.ofEpochSecond(115));
        assertThat(watch.length(Duration.ofSeconds(5))).contains(Duration.ofSeconds(16));
    }

    @Test
    void requestsAfterTheRunTimeAreLoad() {
        rows(100, 130, 5, 10);
        assertThat(watch.length(Duration.ofSeconds(5))).contains(Duration.ofSeconds(31));
        assertThat(watch.length(null)).contains(Duration.ofSeconds(31));
    }

    @Test
    void aHistoryThatWasNotWrittenToTheEndDoesNotShowIt() {
        rows(100, 104, 5, 10);
        assertThat(watch.showsTheEnd(Instant.ofEpochSecond(106))).isTrue();
        assertThat(watch.showsTheEnd(Instant.ofEpochSecond(114))).isFalse();
        assertThat(watch.showsTheEnd(null)).isFalse();
    }

    @Test
    void aRowCoversTheTimeToTheNextRow() {
        for (long second = 100; second <= 150; second += 10) {
            row(second, second < 150 ? 5 : 0, second);
        }
        assertThat(watch.length(Duration.ofSeconds(50))).contains(Duration.ofSeconds(60));
        assertThat(watch.covers(Instant.ofEpochSecond(95))).isTrue();
        assertThat(watch.covers(Instant.ofEpochSecond(85))).isFalse();
        assertThat(watch.covers(null)).isFalse();
    }

    @Test
    void aSecondRowOfTheSameSecondMakesNoRowShorter() {
        for (long second = 100; second <= 120; second += 10) {
            row(second, 5, second);
            row(second, 5, second);
        }
        assertThat(watch.length(null)).contains(Duration.ofSeconds(30));
    }

    @Test
    void twoRowsShowHowLongARowIs() {
        row(100, 5, 1);
        row(110, 5, 2);
        assertThat(watch.length(null)).contains(Duration.ofSeconds(20));
    }

    @Test
    void theMostUsersAreReachedWhenSoManyRunForTheFirstTime() {
        assertThat(watch.usersReached()).isEmpty();
        rows(100, 109, 0, 0).rows(110, 111, 5, 10).rows(112, 120, 8, 10);
        rows(121, 125, 2, 10);
        assertThat(watch.usersReached()).contains(new UsersReached(8, 2));
    }

    @Test
    void aHistoryWithoutRowsLacksNoPercentile() {
        assertThat(watch.lacksPercentile("99%")).isFalse();
        row(100, 5, 1);
        assertThat(watch.lacksPercentile("99%")).isTrue();
    }
}
