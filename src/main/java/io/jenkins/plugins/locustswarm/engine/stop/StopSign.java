package io.jenkins.plugins.locustswarm.engine.stop;

/** How a stop condition compares a figure with its threshold. */
public enum StopSign {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">=");

    private final String text;

    StopSign(String text) {
        this.text = text;
    }

    /** @param text one of the four signs */
    static StopSign of(String text) {
        for (StopSign sign : values()) {
            if (sign.text.equals(text)) {
                return sign;
            }
        }
        throw new IllegalArgumentException(text);
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

    @Override
    public String toString() {
        return text;
    }
}
