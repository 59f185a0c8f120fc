package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Rejects invalid settings by the names that they have in a configuration file, before the first call to AWS. */
final class Ec2SettingsCheck {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");
    private static final Pattern IMAGE = Pattern.compile("ami-[0-9a-f]{8,17}|resolve:ssm:[\\w./:-]{1,1000}");
    private static final Pattern DEVICE = Pattern.compile("/dev/[a-z0-9]{2,16}");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}\\.[a-z0-9-]{1,30}");
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{8,17}");
    private static final Pattern PROFILE =
            Pattern.compile("[\\w+=,.@-]{1,128}|arn:aws[a-z-]*:iam::[0-9]{12}:instance-profile/[\\w+=,.@/-]{1,512}");
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    /** "Up to 255 ASCII characters" (EC2 API reference, CreateKeyPair). */
    private static final Pattern KEY_NAME = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private static final int MAX_GP3_GIB = 16_384;

    /** More than any instance costs. A number such as 1e999999999 would need gigabytes for its digits. */
    private static final BigDecimal MAX_PRICE = BigDecimal.valueOf(1_000_000);

    private static final int MAX_DECIMALS = 12;

    private Ec2SettingsCheck() {}

    static void check(Ec2Settings settings) {
        region(settings.region(), "aws_region");
        settings.endpointUrl().ifPresent(url -> requireHttp(url, "endpoint_url"));
        requireHttp(settings.addressService(), "address_service");
        matches(
                IMAGE,
                settings.image(),
                "ami_id",
                "an AMI ID such as ami-0123456789abcdef0, or resolve:ssm: followed by the"
                        + " name of a parameter that holds one");
        settings.rootDevice()
                .ifPresent(device -> matches(DEVICE, device, "root_device", "a device name such as /dev/sda1"));
        settings.rootVolumeGib().ifPresent(Ec2SettingsCheck::checkVolume);
        if (settings.instanceTypes().isEmpty()) {
            throw new BadInputException("ami_instance_type is empty: give at least one type, such as t3.micro.");
        }
        settings.instanceTypes().forEach(type -> type(type, "ami_instance_type"));
        settings.subnetIds()
                .forEach(id -> matches(SUBNET, id, "subnet_ids", "a list of ids such as subnet-0123456789abcdef0"));
        settings.instanceProfile()
                .ifPresent(name ->
                        matches(PROFILE, name, "instance_profile", "the name or the ARN of an instance profile"));
        settings.allowedCidrs().forEach(cidr -> Cidr.checked(cidr, "allowed_cidr"));
        settings.keyName()
                .ifPresent(name -> matches(
                        KEY_NAME, name, "aws_key_name", "the name of an EC2 key pair: up to 255 ASCII characters"));
        matches(USER, settings.user(), "user", "the login user of the image, such as ubuntu or ec2-user");
        settings.pricePerHour().ifPresent(price -> price(price, "price_per_hour"));
        boot(settings.timing().boot());
    }

    static void region(String region, String name) {
        matches(REGION, region, name, "a region such as eu-central-1");
    }

    static void type(String type, String name) {
        matches(TYPE, type, name, "an instance type such as t3.micro");
    }

    static void price(BigDecimal price, String name) {
        if (price.signum() < 0) {
            throw new BadInputException(name + " is " + price + ": a price cannot be negative.");
        }
        if (price.compareTo(MAX_PRICE) > 0 || price.scale() > MAX_DECIMALS) {
            throw new BadInputException(name + " is " + price + ": a price must be at most " + MAX_PRICE
                    + " and have at most " + MAX_DECIMALS + " decimals.");
        }
    }

    private static void boot(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Ec2Timing.MAX_BOOT_TIME) > 0) {
            throw new BadInputException("boot_deadline is " + deadline.toMinutes() + " minutes: it must be more than 0"
                    + " and at most " + Ec2Timing.MAX_BOOT_TIME.toMinutes() + " minutes.");
        }
    }

    private static void checkVolume(int gib) {
        if (gib < 1 || gib > MAX_GP3_GIB) {
            throw new BadInputException("root_volume_gib is " + gib + ": it must be from 1 to " + MAX_GP3_GIB
                    + ", and not smaller than the image.");
        }
    }

    private static void requireHttp(URI url, String name) {
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw new BadInputException(
                    name + " is \"" + url + "\": it must be a URL such as https://ec2.example.org.");
        }
        if (url.getUserInfo() != null) {
            throw new BadInputException(
                    name + " holds a user name or a password, which records would show: remove it from the URL.");
        }
    }

    private static void matches(Pattern pattern, @CheckForNull String value, String name, String form) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new BadInputException(name + " is \"" + value + "\": it must be " + form + ".");
        }
    }
}
