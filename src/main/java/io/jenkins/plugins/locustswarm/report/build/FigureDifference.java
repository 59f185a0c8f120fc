package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;

/** The difference of a figure to the one of the baseline. */
public final class FigureDifference {

    private final Difference difference;
    private final boolean relevant;

    FigureDifference(Difference difference, boolean relevant) {
        this.difference = difference;
        this.relevant = relevant;
    }

    /** Returns the figure of the baseline: ms, requests per second, or a ratio from 0 to 1. */
    public double getBefore() {
        return difference.before();
    }

    /** Returns the relative change, 0.18 for 18 % more; absent if the figure of the baseline is 0, and this one is not. */
    @CheckForNull
    public Double getRatio() {
        return difference.before() == difference.after() ? Double.valueOf(0) : difference.ratio();
    }

    /** Returns whether this run is worse, by however little. */
    public boolean isWorse() {
        return difference.isWorse();
    }

    /** Returns whether the difference matters: small ones, and those of few requests, are chance. */
    public boolean isRelevant() {
        return relevant;
    }
}
