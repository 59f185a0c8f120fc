package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a swarm's machines cost so far: an estimate, without volumes, traffic, taxes and discounts.
 *
 * @param machineHours hours x machines
 * @param usDollars empty when the price of a machine is not known
 * @param basis which prices were taken; for people
 */
public record Ec2Cost(double machineHours, Optional<BigDecimal> usDollars, String basis) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /** The cost of a swarm on EC2 up to a moment. */
    public static Ec2Cost of(SwarmRecord swarm, Ec2Settings settings, Instant now) {
        return of(MachineHours.seconds(swarm, now), settings);
    }

    static Ec2Cost of(Map<String, Long> secondsByType, Ec2Settings settings) {
        long seconds =
                secondsByType.values().stream().mapToLong(Long::longValue).sum();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, Long> used : secondsByType.entrySet()) {
            Optional<BigDecimal> price = settings.pricePerHour().or(() -> Ec2Prices.perHour(settings, used.getKey()));
            if (price.isEmpty()) {
                return new Ec2Cost(
                        hours(seconds),
                        Optional.empty(),
                        "no price known of " + used.getKey() + " in " + settings.region() + "; set price_per_hour");
            }
            sum = sum.add(price.get().multiply(BigDecimal.valueOf(used.getValue())));
        }
        return new Ec2Cost(
                hours(seconds),
                Optional.of(sum.divide(SECONDS_PER_HOUR, 4, RoundingMode.HALF_UP)),
                settings.pricePerHour().isPresent() ? "price_per_hour" : Ec2Prices.BASIS);
    }

    private static double hours(long seconds) {
        return Math.round(seconds / 36.0) / 100.0;
    }
}
