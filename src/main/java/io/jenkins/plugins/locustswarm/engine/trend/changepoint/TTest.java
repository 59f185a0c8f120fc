package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Student's t-test for two samples with the same variance, as {@code scipy.stats.ttest_ind_from_stats} computes it. */
final class TTest {

    private TTest() {}

    /**
     * Returns the probability, in both directions, of a difference between the means that is at least as large as that of
     * the samples if they come from the same population; NaN if all values are equal.
     */
    static double pValue(Sample left, Sample right) {
        if (left.count() + right.count() <= 2) {
            return 1;
        }
        double freedom = left.count() + right.count() - 2.0;
        double variance = ((left.count() - 1) * left.variance() + (right.count() - 1) * right.variance()) / freedom;
        double error = Math.sqrt(variance * (1.0 / left.count() + 1.0 / right.count()));
        double t = (left.mean() - right.mean()) / error;
        // the distribution function of Student's t as a regularized incomplete beta function, for both tails at once
        return Double.isInfinite(t) ? 0 : RegularizedBeta.value(freedom / (freedom + t * t), freedom / 2, 0.5);
    }
}
