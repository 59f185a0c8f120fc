package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.record.Cost;
import java.util.Locale;

/** The cost of machines as text. */
public final class CostText {

    private CostText() {}

    /** Returns for example {@code 0.35 machine-hours, about 0.0036 USD (list prices)}. */
    public static String of(Cost cost) {
        String hours = String.format(Locale.ROOT, "%.2f machine-hours", cost.machineHours());
        String basis = " (" + Printable.line(cost.basis()) + ")";
        return cost.estimate() == null
                ? hours + basis
                : String.format(
                        Locale.ROOT,
                        "%s, about %.4f %s%s",
                        hours,
                        cost.estimate(),
                        Printable.line(cost.currency()),
                        basis);
    }
}
