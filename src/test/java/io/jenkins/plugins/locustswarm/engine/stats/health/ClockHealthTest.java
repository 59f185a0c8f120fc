package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.CLOCKS_DIFFER;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.UNSTABLE;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.locust.RunFactsBuilder;
import io.jenkins.plugins.locustswarm.engine.locust.SlaveClock;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockHealthTest {

    private static final String REST = "the rates and percentiles during the load, also the percentiles of stop"
            + " conditions, are those of other seconds or missing. Synchronize the clocks of all machines, for example"
            + " with chrony, and repeat the load.";

    @TempDir
    private Path folder;

    /** Each clock is uncertain by 300 ms. */
    private static SlaveClock clock(int slave, long aheadMillis) {
        return new SlaveClock("worker-" + slave, Duration.ofMillis(aheadMillis), Duration.ofMillis(300));
    }

    private List<HealthFinding> findings(RunFactsBuilder facts) {
        return Runs.health(folder, facts).stream()
                .filter(finding -> finding.kind() == CLOCKS_DIFFER)
                .toList();
    }

    /** A load of this length, none of whose files were fetched. */
    private List<HealthFinding> findings(int seconds, SlaveClock... clocks) {
        return findings(facts(10, seconds, 3).slaveClocks(List.of(clocks)));
    }

    @Test
    void theSlavesTheAmountsAndTheEffectAreNamed() {
        assertThat(findings(60, clock(1, 100), clock(2, -5_000), clock(3, 30_040)))
                .containsExactly(new HealthFinding(
                        CLOCKS_DIFFER,
                        UNSTABLE,
                        "Clocks differ from the master's: worker-3 is 30.0 s ahead, worker-2 is 5.0 s behind. Locust"
                                + " merges the times of all machines: requests per second are up to 37 % too low, and "
                                + REST));
    }

    @ParameterizedTest
    @CsvSource({"0, 5000, 8", "0, 30000, 33", "0, -30000, 33", "30000, 30000, 33", "-10000, -30000, 25"})
    void theRateIsOfTheTimeFromTheEarliestStartToTheLatestRequest(long first, long second, int percent) {
        assertThat(findings(60, clock(1, first), clock(2, second)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .contains("machines: requests per second are up to " + percent + " % too low, and the rates"));
    }

    @Test
    void slavesThatAreAllBehindByTheSameDoNotChangeTheRateOfTheWholeLoad() {
        assertThat(findings(60, clock(1, -30_000), clock(2, -30_000)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(UNSTABLE);
                    assertThat(finding.sentence()).contains("merges the times of all machines: " + REST);
                });
    }

    @ParameterizedTest
    @CsvSource({"60, 1301", "60, -1301", "100, 1301", "300, 3301", "500, 5301", "36000, 360301"})
    void aDifferenceBeyondItsToleranceMakesTheRunUnstable(int seconds, long ahead) {
        assertThat(findings(seconds, clock(1, ahead)))
                .extracting(HealthFinding::severity)
                .containsExactly(UNSTABLE);
    }

    @ParameterizedTest
    @CsvSource({"60, 1300", "60, -1300", "100, 1300", "300, 3300", "500, 5300", "36000, 5300"})
    void aDifferenceWithinItsToleranceIsFine(int seconds, long ahead) {
        assertThat(findings(seconds, clock(1, ahead))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"600, 5301, NOTE", "600, 6300, NOTE", "600, 6301, UNSTABLE", "36000, -360300, NOTE"})
    void aDifferenceThatOnlySpoilsTheHistoryOfALongLoadIsANote(int seconds, long ahead, Severity severity) {
        assertThat(findings(seconds, clock(1, ahead)))
                .extracting(HealthFinding::severity)
                .containsExactly(severity);
    }

    @Test
    void nothingIsSaidOfALoadWhoseClocksAreUnknownOrThatNeverBegan() {
        assertThat(findings(60)).isEmpty();
        assertThat(findings(facts(10, 60, 2).lasted(null, null).slaveClocks(List.of(clock(1, 60_000)))))
                .isEmpty();
    }
}
