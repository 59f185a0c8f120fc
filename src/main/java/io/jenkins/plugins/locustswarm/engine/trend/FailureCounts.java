package io.jenkins.plugins.locustswarm.engine.trend;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Failed requests of several runs. Where failures are rare, most runs have none at all: then the ratios of these runs are
 * equal, and a test that goes by their differences takes the first failures for a change.
 */
record FailureCounts(long failures, long requests) {

    static FailureCounts of(List<NameStats> rows) {
        return new FailureCounts(
                rows.stream().mapToLong(NameStats::failures).sum(),
                rows.stream().mapToLong(NameStats::requests).sum());
    }

    /**
     * Returns the probability that chance alone distributes the failures of both like this, or even more unevenly in the same
     * direction, if a request fails with the same probability in both (binomial test).
     */
    double pValue(FailureCounts later) {
        long all = failures + later.failures;
        double share = (double) later.requests / (requests + later.requests);
        return later.failures > share * all ? atLeast(later.failures, all, share) : atLeast(failures, all, 1 - share);
    }

    /** Returns the probability of at least so many successes in so many trials, as a regularized incomplete beta function. */
    private static double atLeast(long successes, long trials, double probability) {
        return successes == 0 ? 1 : RegularizedBeta.value(probability, successes, trials - successes + 1.0);
    }
}
