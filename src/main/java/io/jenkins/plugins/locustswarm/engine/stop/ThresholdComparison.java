package io.jenkins.plugins.locustswarm.engine.stop;

import java.util.Arrays;
import java.util.Optional;

/** How a gate or a stop condition compares a figure with its threshold. */
public enum ThresholdComparison {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">=");

    private final String sign;

    ThresholdComparison(String sign) {
        this.sign = sign;
    }

    /** Returns the comparison with this sign; empty if there is none. */
    public static Optional<ThresholdComparison> of(String sign) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.sign.equals(sign))
                .findFirst();
    }

    /** Returns the sign that {@link #of} takes. */
    public String sign() {
        return sign;
    }

    /** Returns whether the figure is on this side of the threshold. */
    public boolean holds(double figure, double threshold) {
        return switch (this) {
            case BELOW -> figure < threshold;
            case AT_MOST -> figure <= threshold;
            case ABOVE -> figure > threshold;
            case AT_LEAST -> figure >= threshold;
        };
    }
}
