package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

/**
 * A position at which the mean of a series changes.
 *
 * @param index position of the first value after the change
 * @param before mean of the values before the change, back to the preceding change
 * @param after mean of the values after the change, up to the following one
 * @param pValue probability that Student's t-test gives for a difference of at least this size if nothing had changed; NaN
 *     if all values are equal
 */
public record ChangePoint(int index, double before, double after, double pValue) {

    /**
     * Returns the larger of the relative changes in both directions: 1 for a change from 100 to 200 and for one from 200 to
     * 100. A change from 0 or to 0 has the size 1, and none at all has 0.
     */
    double magnitude() {
        double forward = before == 0 ? 0 : Math.abs(after / before - 1);
        double backward = after == 0 ? 0 : Math.abs(before / after - 1);
        return backward > forward ? backward : forward;
    }
}
