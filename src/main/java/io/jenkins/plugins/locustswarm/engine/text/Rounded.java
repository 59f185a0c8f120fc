package io.jenkins.plugins.locustswarm.engine.text;

import java.util.Locale;

/** Figures with one decimal. What is more than nothing is never shown as nothing, and what is not all never as all. */
final class Rounded {

    private static final double ALL = 100;

    private Rounded() {}

    /** The figure, for example {@code 29.9}; {@code < 0.1} when it is smaller than that. */
    static String of(double figure) {
        String text = String.format(Locale.ROOT, "%.1f", figure);
        return figure > 0 && "0.0".equals(text) ? "< 0.1" : text;
    }

    /** A ratio as a percentage, for example {@code 1.0 %}. */
    static String percent(double ratio) {
        String text = of(ratio * ALL);
        return (ratio < 1 && "100.0".equals(text) ? "> 99.9" : text) + " %";
    }
}
