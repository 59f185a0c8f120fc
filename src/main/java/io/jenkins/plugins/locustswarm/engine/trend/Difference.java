package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;

/**
 * A figure of a request name, before and after.
 *
 * @param request the requests, or all of them: {@link RequestName#AGGREGATED}
 * @param before earlier value, in the unit of the figure
 * @param after later value
 */
public record Difference(Figure figure, RequestName request, double before, double after) {

    /** Returns the relative change, 0.18 for 18 % more; absent if the earlier value is 0. */
    @CheckForNull
    public Double ratio() {
        return before == 0 ? null : (Double) RelativeChange.ratio(before, after);
    }

    /** Returns whether it is a change for the worse: slower, fewer requests per second, more failures. */
    public boolean isWorse() {
        return figure.isWorse(before, after);
    }

    /** Returns the size, for sorting: the relative change, and more than any other if the earlier value is 0. */
    public double size() {
        Double ratio = ratio();
        return ratio == null ? Double.POSITIVE_INFINITY : Math.abs(ratio);
    }
}
