package io.jenkins.plugins.locustswarm.report.kept;

import io.jenkins.plugins.locustswarm.engine.record.Cost;
import java.math.BigDecimal;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build keeps of the cost of a test's machines, until the results were collected. */
@ExportedBean(defaultVisibility = 3)
public final class CostFigures {

    private static final int COLUMNS = 4;

    private final Cost cost;

    private CostFigures(Cost cost) {
        this.cost = cost;
    }

    /** Null, like the line, where nobody asks for money. */
    static CostFigures parse(String line) {
        if (line == null) {
            return null;
        }
        List<String> values = TabSeparatedLine.values(line, COLUMNS);
        boolean estimated = !values.get(1).isEmpty();
        return new CostFigures(new Cost(
                Double.parseDouble(values.get(0)),
                estimated ? new BigDecimal(values.get(1)) : null,
                estimated ? values.get(2) : null,
                values.get(3)));
    }

    /** The text that {@link #parse} takes. */
    static String line(Cost cost) {
        return cost == null
                ? null
                : TabSeparatedLine.line(
                        cost.machineHours(),
                        cost.estimate() == null ? null : cost.estimate().toPlainString(),
                        cost.currency(),
                        TabSeparatedLine.safe(cost.basis(), BuildXmlBudget.SHORT));
    }

    Cost cost() {
        return cost;
    }

    /** Hours x machines. */
    @Exported
    public double getMachineHours() {
        return cost.machineHours();
    }

    /** In the currency; null when the price of a machine was not known. */
    @Exported
    public Double getEstimate() {
        return cost.estimate() == null ? null : cost.estimate().doubleValue();
    }

    /** By its ISO 4217 code; null without an estimate. */
    @Exported
    public String getCurrency() {
        return cost.currency();
    }

    /** Which prices were taken, or why none was. */
    @Exported
    public String getBasis() {
        return cost.basis();
    }
}
