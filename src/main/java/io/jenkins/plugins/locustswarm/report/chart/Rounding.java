package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.math.BigDecimal;
import java.math.MathContext;

/** Rounds the figures of a chart, for short JSON. A figure other than zero does not become zero. */
final class Rounding {

    private static final double DECIMALS = 100;
    private static final MathContext SMALL = new MathContext(2);

    private Rounding() {}

    /** Rounds to two decimals, or to two significant digits if the decimals are zero; an absent figure stays absent. */
    @CheckForNull
    static Double of(@CheckForNull Double figure) {
        if (figure == null) {
            return null;
        }
        double rounded = Math.round(figure * DECIMALS) / DECIMALS;
        return rounded == 0 && figure != 0
                ? BigDecimal.valueOf(figure).round(SMALL).doubleValue()
                : rounded;
    }
}
