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
    private static final int MAX_DECIMALS = 12;

    static Figures of(Metric metric, boolean ratio) {
        return new Figures(metric.isTime() ? " ms" : metric.kind() == Metric.Kind.RPS ? " /s" : "", ratio);
    }

    String show(double figure) {
        return show(figure, figure);
    }

    /**
     * The figure with as many decimals as it takes to tell it from another one, from nothing, and as a percentage from
     * all.
     */
    String show(double figure, double other) {
        int decimals = DECIMALS;
        while (decimals < MAX_DECIMALS && isAlike(figure, other, decimals)) {
            decimals++;
        }
        return show(figure, decimals);
    }

    private boolean isAlike(double figure, double other, int decimals) {
        String text = show(figure, decimals);
        return figure != other && text.equals(show(other, decimals))
                || figure != 0 && text.equals(show(0, decimals))
                || ratio && figure != 1 && text.equals(show(1, decimals));
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
