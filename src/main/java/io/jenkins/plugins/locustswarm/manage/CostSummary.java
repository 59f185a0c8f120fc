package io.jenkins.plugins.locustswarm.manage;

import io.jenkins.plugins.locustswarm.engine.record.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Formats the cost of a swarm so far for narrow columns, in the language of the reader. */
final class CostSummary {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private CostSummary() {}

    static String of(Cost cost) {
        BigDecimal estimate = cost.estimate();
        if (estimate == null) {
            return Messages.CostSummary_MachineHours(format("#,##0.##", BigDecimal.valueOf(cost.machineHours())));
        }
        return estimate.compareTo(CENT) < 0
                ? Messages.CostSummary_Cents()
                : Messages.CostSummary_Cost(format("#,##0.00", estimate));
    }

    private static String format(String pattern, BigDecimal number) {
        Locale language = Locale.forLanguageTag(Messages.CostSummary_language());
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(language));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
