package io.jenkins.plugins.locustswarm.engine.machine.ec2.cost;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Price;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Hourly prices of instances: the user's own, or else AWS's On-Demand list prices for Linux in us-east-1, for instance
 * types that are common in load tests. Several public price tables agree on each of them. Other regions cost more, so
 * there are no built-in prices for them.
 */
final class Ec2Prices {

    /**
     * The price of an instance.
     *
     * @param perHour in US dollars
     * @param basis source of the price, for display
     */
    record Price(BigDecimal perHour, String basis) {}

    private static final String OWN = "the configured price";
    private static final String TABLE = "the configured price table";
    private static final String LIST = "On-Demand list prices of us-east-1, November 2026";

    private static final String REGION = "us-east-1";

    private static final Map<String, String> US_DOLLARS_PER_HOUR = Map.ofEntries(
            Map.entry("t3.nano", "0.0052"),
            Map.entry("t3.micro", "0.0104"),
            Map.entry("t3.small", "0.0208"),
            Map.entry("t3.medium", "0.0416"),
            Map.entry("t3.large", "0.0832"),
            Map.entry("t3.xlarge", "0.1664"),
            Map.entry("t3.2xlarge", "0.3328"),
            Map.entry("t3a.nano", "0.0047"),
            Map.entry("t3a.micro", "0.0094"),
            Map.entry("t3a.small", "0.0188"),
            Map.entry("t3a.medium", "0.0376"),
            Map.entry("t3a.large", "0.0752"),
            Map.entry("t3a.xlarge", "0.1504"),
            Map.entry("t3a.2xlarge", "0.3008"),
            Map.entry("t4g.micro", "0.0084"),
            Map.entry("t4g.small", "0.0168"),
            Map.entry("t4g.medium", "0.0336"),
            Map.entry("t4g.large", "0.0672"),
            Map.entry("m5.large", "0.096"),
            Map.entry("m5.xlarge", "0.192"),
            Map.entry("m5.2xlarge", "0.384"),
            Map.entry("m6i.large", "0.096"),
            Map.entry("m6i.xlarge", "0.192"),
            Map.entry("c5.large", "0.085"),
            Map.entry("c5.xlarge", "0.17"),
            Map.entry("c6i.large", "0.085"));

    private Ec2Prices() {}

    /** Returns the price of an instance of this type, if it is known. */
    static Optional<Price> of(Ec2Settings settings, String type) {
        if (settings.pricePerHour().isPresent()) {
            return settings.pricePerHour().map(price -> new Price(price, OWN));
        }
        if (settings.spot()) {
            return Optional.empty(); // the tables hold On-Demand prices
        }
        return configured(settings, type).or(() -> listed(settings, type));
    }

    private static Optional<Price> configured(Ec2Settings settings, String type) {
        return first(settings, price -> price.isFor(type, settings.region()))
                .or(() -> first(settings, price -> price.isEverywhereFor(type)));
    }

    private static Optional<Price> first(Ec2Settings settings, Predicate<Ec2Price> applies) {
        return settings.prices().stream().filter(applies).findFirst().map(price -> new Price(price.perHour(), TABLE));
    }

    private static Optional<Price> listed(Ec2Settings settings, String type) {
        return settings.region().equals(REGION)
                ? Optional.ofNullable(US_DOLLARS_PER_HOUR.get(type))
                        .map(price -> new Price(new BigDecimal(price), LIST))
                : Optional.empty();
    }
}
