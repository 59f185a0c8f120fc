package io.jenkins.plugins.locustswarm.engine.machine.ec2.cost;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Estimates the cost of a swarm's instances: the hours of each multiplied by the price of its type, if it is known. */
public final class Ec2Cost {

    private static final String CURRENCY = "USD";

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private Ec2Cost() {}

    /** Returns the cost of a swarm until {@code now}. */
    public static Cost of(SwarmRecord swarm, Ec2Settings settings, Instant now) {
        return of(MachineHours.seconds(swarm, now), settings);
    }

    /** Returns the cost of instances. */
    public static Cost of(Map<String, Long> secondsByType, Ec2Settings settings) {
        long seconds =
                secondsByType.values().stream().mapToLong(Long::longValue).sum();
        BigDecimal sum = BigDecimal.ZERO;
        Set<String> bases = new LinkedHashSet<>();
        for (Map.Entry<String, Long> used : secondsByType.entrySet()) {
            Optional<Ec2Prices.Price> price = Ec2Prices.of(settings, used.getKey());
            if (price.isEmpty()) {
                return new Cost(hours(seconds), null, null, unknown(used.getKey(), settings));
            }
            sum = sum.add(price.get().perHour().multiply(BigDecimal.valueOf(used.getValue())));
            bases.add(price.get().basis());
        }
        return new Cost(
                hours(seconds),
                sum.divide(SECONDS_PER_HOUR, 4, RoundingMode.HALF_UP),
                CURRENCY,
                bases.isEmpty() ? "nothing was used" : String.join("; ", bases));
    }

    private static String unknown(String type, Ec2Settings settings) {
        return "no price is configured for " + (settings.spot() ? "Spot Instances of " : "") + type + " in "
                + settings.region();
    }

    private static double hours(long seconds) {
        return Math.round(seconds / 36.0) / 100.0;
    }
}
