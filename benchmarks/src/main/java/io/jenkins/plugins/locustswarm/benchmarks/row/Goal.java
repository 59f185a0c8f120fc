package io.jenkins.plugins.locustswarm.benchmarks.row;

/**
 * What a figure should be.
 *
 * @param bound which side of the limit is well
 */
public record Goal(Bound bound, double limit) {

    /** Which side of the limit is well. */
    public enum Bound {
        AT_MOST,
        AT_LEAST,
        /** There is no goal: the figure is shown because it belongs to the picture. */
        NONE
    }

    public static Goal atMost(double limit) {
        return new Goal(Bound.AT_MOST, limit);
    }

    public static Goal atLeast(double limit) {
        return new Goal(Bound.AT_LEAST, limit);
    }

    public static Goal none() {
        return new Goal(Bound.NONE, 0);
    }

    /** Whether the figure is as it should be, or is missed, or nothing was asked of it. */
    public String verdict(double figure) {
        return switch (bound) {
            case AT_MOST -> figure <= limit ? "met" : "**missed**";
            case AT_LEAST -> figure >= limit ? "met" : "**missed**";
            case NONE -> "";
        };
    }

    /** In words, with the unit of the figure. */
    public String words(String unit) {
        return switch (bound) {
            case AT_MOST -> "at most " + Figures.text(limit) + unit;
            case AT_LEAST -> "at least " + Figures.text(limit) + unit;
            case NONE -> "";
        };
    }
}
