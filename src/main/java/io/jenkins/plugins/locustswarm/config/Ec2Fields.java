package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Spread;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Converts the form fields of {@link Ec2Machines} to the engine's settings. */
final class Ec2Fields {

    /** Form labels by setting name: the engine's messages begin with the name in a configuration file. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("aws_region", "Region"),
            Map.entry("ami_id", "Image"),
            Map.entry("ami_instance_type", "Instance types"),
            Map.entry("subnet_ids", "Subnets"),
            Map.entry("allowed_cidr", "Allowed networks"),
            Map.entry("instance_profile", "Instance profile"),
            Map.entry("aws_key_name and key_filename", "Key pair and SSH key"),
            Map.entry("aws_key_name", "Key pair"),
            Map.entry("root_volume_gib", "Root volume"),
            Map.entry("boot_deadline", "Boot deadline"),
            Map.entry("endpoint_url", "Endpoint"),
            Map.entry("image_max_age", "Maximum age of images"),
            Map.entry("price_per_hour", "Price per hour"),
            Map.entry("role_arn", "IAM role"),
            Map.entry("spread", "Distribution of machines"),
            Map.entry("user", "Login user"));

    private Ec2Fields() {}

    /** @throws BadInputException if a field is invalid; the message begins with its form label */
    static Ec2Settings settings(Ec2Machines fields) {
        return withLabels(() -> {
            Ec2Settings.Builder builder = Ec2Settings.builder()
                    .region(fields.getRegion())
                    .image(fields.getImage())
                    .user(fields.getUser())
                    .instanceTypes(list(fields.getInstanceTypes()))
                    .subnetIds(list(fields.getSubnetIds()))
                    .usePrivateIp(fields.isUsePrivateIp())
                    .allowedCidrs(list(fields.getAllowedCidrs()))
                    .spot(fields.isSpot())
                    .spread(spread(fields.getSpread()))
                    .instanceProfile(Util.fixEmpty(fields.getInstanceProfile()))
                    .keyName(Util.fixEmpty(fields.getKeyName()))
                    .rootVolumeGib(fields.getRootVolumeGib())
                    .images(fields.imageSettings())
                    .prices(LocustSwarmConfiguration.get().usablePrices());
            if (!fields.getEndpointUrl().isEmpty()) {
                builder.endpointUrl(url(fields.getEndpointUrl()));
            }
            if (!fields.getPricePerHour().isEmpty()) {
                builder.pricePerHour(price(fields.getPricePerHour()));
            }
            builder.timing(Ec2Timing.DEFAULT.withBoot(fields.maxBootTime()));
            return builder.build();
        });
    }

    /** Runs the supplier; a {@link BadInputException} from it is thrown with form labels in its message. */
    static <T> T withLabels(Supplier<T> work) {
        try {
            return work.get();
        } catch (BadInputException e) {
            throw new BadInputException(labelled(e.getMessage()), e);
        }
    }

    /** Replaces a setting name at the beginning of a message by its form label. */
    static String labelled(String sentence) {
        return LABELS.keySet().stream()
                .filter(key -> sentence.startsWith(key + " "))
                .max(Comparator.comparingInt(String::length))
                .map(key -> LABELS.get(key) + sentence.substring(key.length()))
                .orElse(sentence);
    }

    static List<String> list(String text) {
        return Stream.of(text.split("[,\\s]+")).filter(part -> !part.isEmpty()).toList();
    }

    private static Spread spread(String text) {
        return Spread.find(text)
                .orElseThrow(() ->
                        new BadInputException("spread is \"" + text + "\": it must be one of " + Spread.texts() + "."));
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("endpoint_url is \"" + text + "\": it must be a URL.", e);
        }
    }

    private static BigDecimal price(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "price_per_hour is \"" + text + "\": it must be a number of US dollars, such as 0.0104.", e);
        }
    }

    static String orDefault(@CheckForNull String value, String defaultValue) {
        String trimmed = Util.fixEmptyAndTrim(value);
        return trimmed == null ? defaultValue : trimmed;
    }
}
