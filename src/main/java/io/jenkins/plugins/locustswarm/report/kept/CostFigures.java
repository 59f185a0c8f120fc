package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import java.math.BigDecimal;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The cost of the machines of a test until its results were collected, as {@code build.xml} stores it. */
@ExportedBean(defaultVisibility = 3)
public final class CostFigures {

    private static final int COLUMNS = 4;

    private final Cost cost;

    private CostFigures(Cost cost) {
        this.cost = cost;
    }

    /** Parses a {@link #line}; absent if the line is. */
    @CheckForNull
    static CostFigures parse(@CheckForNull String line) {
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

    /** Formats a cost for {@link #parse}; absent if the machines cost nothing. */
    @CheckForNull
    static String line(@CheckForNull Cost cost) {
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

    /** The sum of the hours of all machines. */
    @Exported
    public double getMachineHours() {
        return cost.machineHours();
    }

    /** The estimate in {@link #getCurrency}; absent if the price of a machine is unknown. */
    @Exported
    @CheckForNull
    public Double getEstimate() {
        return cost.estimate() == null ? null : cost.estimate().doubleValue();
    }

    /** The ISO 4217 code of the currency; absent without an estimate. */
    @Exported
    @CheckForNull
    public String getCurrency() {
        return cost.currency();
    }

    /** The source of the prices, or the reason why there is no estimate. */
    @Exported
    public String getBasis() {
        return cost.basis();
    }
}
