package io.jenkins.plugins.locustswarm.engine.text;

import java.util.Locale;

/** Figures with one decimal. Only zero is shown as zero, and only a ratio of one as 100 %. */
final class Rounded {

    private static final double ALL = 100;

    private Rounded() {}

    /** Returns the figure, for example {@code 29.9}, or {@code < 0.1}. */
    static String of(double figure) {
        String text = String.format(Locale.ROOT, "%.1f", figure);
        return figure > 0 && "0.0".equals(text) ? "< 0.1" : text;
    }

    /** Returns a ratio as a percentage, for example {@code 1.0 %}. */
    static String percent(double ratio) {
        String text = of(ratio * ALL);
        return (ratio < 1 && "100.0".equals(text) ? "> 99.9" : text) + " %";
    }
}
