package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Formats the figures of a gate for a sentence. */
record FigureText(GateResult.Unit unit) {

    private static final int DECIMALS = 2;
    private static final int MAX_DECIMALS = 12;

    /** A mean from this on has one decimal. */
    private static final int TWO_DIGITS = 10;

    /** A mean from this on has no decimals. */
    private static final int THREE_DIGITS = 100;

    /** Formats a figure, so that only zero is shown as zero, and only a ratio of one as 100 %. */
    String show(double figure) {
        return show(figure, figure);
    }

    /**
     * Formats a figure with as many decimals as needed to distinguish it from another figure as well.
     *
     * @param other the figure that it is compared with
     */
    String show(double figure, double other) {
        int decimals = DECIMALS;
        while (decimals < MAX_DECIMALS && isAmbiguous(figure, other, decimals)) {
            decimals++;
        }
        return show(figure, decimals);
    }

    /** Formats a mean of several runs with three digits, or a ratio with as many decimals as any other. */
    String showMean(double mean) {
        return isRatio() || mean < TWO_DIGITS ? show(mean) : show(mean, mean < THREE_DIGITS ? 1 : 0);
    }

    private boolean isAmbiguous(double figure, double other, int decimals) {
        String text = show(figure, decimals);
        return figure != other && text.equals(show(other, decimals))
                || figure != 0 && text.equals(show(0, decimals))
                || isRatio() && figure != 1 && text.equals(show(1, decimals));
    }

    private String show(double figure, int decimals) {
        if (!Double.isFinite(figure)) { // a percentage of an enormous figure
            return figure + suffix();
        }
        BigDecimal number = BigDecimal.valueOf(figure);
        if (isRatio()) {
            number = number.movePointRight(2);
        }
        BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_UP);
        return format(rounded) + suffix();
    }

    private static String format(BigDecimal number) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMaximumFractionDigits(MAX_DECIMALS);
        return format.format(number);
    }

    private boolean isRatio() {
        return unit == GateResult.Unit.RATIO;
    }

    private String suffix() {
        return switch (unit) {
            case MILLISECONDS -> " ms";
            case PER_SECOND -> " /s";
            case RATIO -> " %";
            case COUNT -> "";
        };
    }
}
