package io.jenkins.plugins.locustswarm.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Figures as a chart's JSON has them: short, and never nothing for what is more than nothing. */
final class Rounding {

    private static final double DECIMALS = 100;
    private static final MathContext SMALL = new MathContext(2);

    private Rounding() {}

    /** Two decimals; two digits of a figure that has none in these. */
    static Double of(Double figure) {
        if (figure == null) {
            return null;
        }
        double rounded = Math.round(figure * DECIMALS) / DECIMALS;
        return rounded == 0 && figure != 0
                ? BigDecimal.valueOf(figure).round(SMALL).doubleValue()
                : rounded;
    }
}
