package io.jenkins.plugins.locustswarm.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FailureCountsTest {

    private static double pValue(long failures, long requests, long laterFailures, long laterRequests) {
        return new FailureCounts(failures, requests).pValue(new FailureCounts(laterFailures, laterRequests));
    }

    @Test
    void allOfAFewFailuresInASmallPartOfTheRequestsAreUnlikely() {
        assertThat(pValue(0, 5_000, 3, 1_000)).isCloseTo(Math.pow(1.0 / 6, 3), within(1e-12));
        assertThat(pValue(3, 1_000, 0, 5_000)).isCloseTo(Math.pow(1.0 / 6, 3), within(1e-12));
    }

    @Test
    void thePValueIsTheTailOfTheBinomialDistribution() {
        // of 4 failures, at least 3 in one half of the requests: (4 + 1) / 2^4
        assertThat(pValue(1, 100, 3, 100)).isCloseTo(5.0 / 16, within(1e-12));
        assertThat(pValue(3, 100, 1, 100)).isCloseTo(5.0 / 16, within(1e-12));
    }

    @Test
    void noFailuresAtAllAreNoDifference() {
        assertThat(pValue(0, 100, 0, 100)).isEqualTo(1);
    }
}
