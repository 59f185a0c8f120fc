package io.jenkins.plugins.locustswarm.benchmarks.row;

/**
 * The goal for a figure.
 *
 * @param bound the side of the limit on which the goal is met
 */
public record Goal(Bound bound, double limit) {

    /** The side of the limit on which the goal is met. */
    public enum Bound {
        AT_MOST,
        AT_LEAST,
        /** There is no goal; the figure is shown for information. */
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

    /** Returns whether a figure meets the goal, misses it, or has no goal. */
    public String verdict(double figure) {
        return switch (bound) {
            case AT_MOST -> figure <= limit ? "met" : "**missed**";
            case AT_LEAST -> figure >= limit ? "met" : "**missed**";
            case NONE -> "";
        };
    }

    /** Formats the goal with the unit of the figure. */
    public String words(String unit) {
        return switch (bound) {
            case AT_MOST -> "at most " + Figures.text(limit) + unit;
            case AT_LEAST -> "at least " + Figures.text(limit) + unit;
            case NONE -> "";
        };
    }
}
