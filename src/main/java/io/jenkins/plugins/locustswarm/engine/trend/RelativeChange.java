package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A relative change of a figure; as text, the same everywhere: in whole percent, and with one decimal below 10 %. */
public final class RelativeChange {

    private static final double ALL = 100;

    /** Smaller ones have a decimal. In percent; 9.95 is rounded to 10.0. */
    private static final double LARGE = 9.95;

    /** Smaller ones are rounded to 0.0 %. */
    private static final double MIN_SHOWN_RATIO = 0.0005;

    /** Larger decreases are rounded to -100 %, although something is left. */
    private static final double NEARLY_NOTHING = -0.995;

    private static final int MAX_DECIMALS = 6;

    /** More decimals of a ratio than a threshold can have, and fewer than are exact. */
    private static final int DECIMALS = 12;

    private RelativeChange() {}

    /**
     * Returns by how much a figure is more than an earlier one that is not 0, without the error of a binary fraction: from
     * 200 ms to 230 ms, it is 0.15.
     */
    static double ratio(double before, double after) {
        double ratio = after / before - 1;
        return Double.isFinite(ratio)
                ? BigDecimal.valueOf(ratio)
                        .setScale(DECIMALS, RoundingMode.HALF_UP)
                        .doubleValue()
                : ratio;
    }

    /**
     * Returns for example {@code +19 %}, {@code -2.5 %}, or {@code from 0}.
     *
     * @param ratio 0.19 for 19 % more; absent if the figure was 0
     */
    public static String text(@CheckForNull Double ratio) {
        return ratio == null ? "from 0" : text(ratio, Locale.ROOT);
    }

    /** Returns such a text in the format of a language. */
    public static String text(double ratio, Locale locale) {
        return Math.abs(ratio) < MIN_SHOWN_RATIO ? "0 %" : format(locale, "+", ratio, decimals(ratio));
    }

    /**
     * Returns a size without a sign, with as many decimals as needed to tell it from a limit, for example {@code 19 %}.
     *
     * @param limit the size that it is compared with
     */
    public static String size(double ratio, double limit) {
        int decimals = decimals(ratio);
        while (ratio != limit
                && decimals < MAX_DECIMALS
                && size(ratio, decimals).equals(size(limit, decimals))) {
            decimals++;
        }
        return size(ratio, decimals);
    }

    private static String size(double ratio, int decimals) {
        return format(Locale.ROOT, "", ratio, decimals);
    }

    private static int decimals(double ratio) {
        return Math.abs(ratio) * ALL < LARGE || ratio > -1 && ratio < NEARLY_NOTHING ? 1 : 0;
    }

    private static String format(Locale locale, String sign, double ratio, int decimals) {
        return String.format(locale, "%" + sign + ",." + decimals + "f %%", ratio * ALL);
    }
}
