package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;

/** How a gate compares a figure of the run with its threshold. */
public enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    /**
     * Parses the sign of a comparison.
     *
     * @throws BadInputException if the sign is not valid
     */
    public static Comparison parse(String sign) {
        for (Comparison comparison : values()) {
            if (comparison.sign.equals(sign.strip())) {
                return comparison;
            }
        }
        throw new BadInputException("\"" + sign + "\" is not a valid comparison of a gate: use <, <=, > or >=.");
    }

    /** Returns the sign that {@link #parse} takes. */
    public String sign() {
        return sign;
    }

    boolean holds(double actual, double threshold) {
        return switch (this) {
            case LESS -> actual < threshold;
            case AT_MOST -> actual <= threshold;
            case MORE -> actual > threshold;
            case AT_LEAST -> actual >= threshold;
        };
    }
}
