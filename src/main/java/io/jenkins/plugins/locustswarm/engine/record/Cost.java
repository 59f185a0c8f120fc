package io.jenkins.plugins.locustswarm.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * The estimated cost of a swarm's machines up to a moment, without volumes, traffic, taxes and discounts.
 *
 * @param machineHours sum of the hours of all machines
 * @param estimate amount in the currency; absent if the price of a machine is not known
 * @param currency ISO 4217 code of the currency; absent without an estimate
 * @param basis text that says which prices were used, or why there is no estimate
 */
public record Cost(
        double machineHours,
        @CheckForNull BigDecimal estimate,
        @CheckForNull String currency,
        String basis) {

    public Cost {
        Objects.requireNonNull(basis, "an estimate says where its prices are from");
    }
}
