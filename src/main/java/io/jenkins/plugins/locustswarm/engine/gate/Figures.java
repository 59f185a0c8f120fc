package io.jenkins.plugins.locustswarm.engine.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes the figures of one gate for a sentence.
 *
 * @param unit behind each figure
 * @param ratio whether they are parts of one, to be shown as percent
 */
record Figures(String unit, boolean ratio) {

    private static final int DECIMALS = 2;
    private static final int MOST_DECIMALS = 12;

    static Figures of(Metric metric, boolean ratio) {
        return new Figures(metric.isTime() ? " ms" : metric.kind() == Metric.Kind.RPS ? " /s" : "", ratio);
    }

    String show(double figure) {
        return show(figure, DECIMALS);
    }

    /** The figure with as many decimals as it takes to tell it from another one. */
    String show(double figure, double other) {
        int decimals = DECIMALS;
        while (figure != other
                && decimals < MOST_DECIMALS
                && show(figure, decimals).equals(show(other, decimals))) {
            decimals++;
        }
        return show(figure, decimals);
    }

    private String show(double figure, int decimals) {
        BigDecimal number = BigDecimal.valueOf(figure);
        if (ratio) {
            number = number.movePointRight(2);
        }
        BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_UP);
        String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        return text + (ratio ? "%" : unit);
    }
}
