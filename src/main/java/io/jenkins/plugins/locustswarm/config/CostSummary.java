package io.jenkins.plugins.locustswarm.config;

import io.jenkins.plugins.locustswarm.engine.record.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Formats the cost of a swarm so far for narrow columns. */
final class CostSummary {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private CostSummary() {}

    static String of(Cost cost) {
        if (cost.estimate() == null) {
            return Messages.Ec2Machines_MachineHours(cost.machineHours());
        }
        return cost.estimate().compareTo(CENT) < 0
                ? Messages.Ec2Machines_Cents()
                : Messages.Ec2Machines_Cost(
                        cost.estimate().setScale(2, RoundingMode.HALF_UP).toPlainString());
    }
}
