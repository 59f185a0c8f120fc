package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunLineTest {

    private static final Duration RUN_TIME = Duration.ofSeconds(8);

    private static RunProgress at(int seconds, long users, double rate, long requests) {
        return new RunProgress(Duration.ofSeconds(seconds), RUN_TIME, users, rate, 12.0, requests, 3, 2, 2);
    }

    @Test
    void aRunningLoadHasUsersRatePercentileAndFailures() {
        assertThat(RunLine.whole(at(5, 10, 61.25, 300)))
                .isEqualTo("5 s of 8 s: 10 users, 61.3 requests/s, p95 12 ms, 3 of 300 requests failed");
        assertThat(RunLine.brief(at(5, 10, 61.25, 300))).isEqualTo("10 users, 61/s, p95 12 ms, 3 failed");
    }

    @Test
    void aRateThatWouldRoundToZeroIsLeftOut() {
        assertThat(RunLine.whole(at(5, 1, 0.04, 1))).isEqualTo("5 s of 8 s: 1 user, p95 12 ms, 3 of 1 requests failed");
        assertThat(RunLine.brief(at(5, 1, 0.4, 1))).isEqualTo("1 user, p95 12 ms, 3 failed");
        assertThat(RunLine.whole(at(5, 1, 0.06, 1))).contains("0.1 requests/s");
    }

    @Test
    void aRunAfterItsRunTimeIsEndingAndDoesNotReportZeroUsers() {
        assertThat(RunLine.whole(at(9, 0, 60, 480))).isEqualTo("8 s of 8 s: ending, 3 of 480 requests failed");
        assertThat(RunLine.brief(at(8, 0, 60, 480))).isEqualTo("ending, 3 failed");
    }

    @Test
    void usersThatFinishTheirTasksAreShown() {
        assertThat(RunLine.whole(at(11, 4, 60, 480)))
                .isEqualTo("8 s of 8 s: ending, 4 users, 3 of 480 requests failed");
    }

    @Test
    void zeroUsersBeforeTheEndAreShown() {
        assertThat(RunLine.whole(at(5, 0, 60, 480)))
                .isEqualTo("5 s of 8 s: 0 users, 60.0 requests/s, p95 12 ms, 3 of 480 requests failed");
    }
}
