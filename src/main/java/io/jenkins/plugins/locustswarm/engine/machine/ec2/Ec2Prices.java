package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * AWS's list prices for Linux on demand in us-east-1, of the types that load tests use. Every one is as several public
 * price tables have it, which agree; other regions cost more, so for them nothing is guessed.
 */
final class Ec2Prices {

    static final String BASIS = "on-demand list prices of us-east-1, November 2026";

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

    /** The price of a machine of that type; empty when it is not known, and for spot instances. */
    static Optional<BigDecimal> perHour(Ec2Settings settings, String type) {
        if (settings.spot() || !settings.region().equals(REGION)) {
            return Optional.empty();
        }
        return Optional.ofNullable(US_DOLLARS_PER_HOUR.get(type)).map(BigDecimal::new);
    }
}
