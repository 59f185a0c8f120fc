package io.jenkins.plugins.locustswarm.cli.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Proxy;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.ImageSettings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Spread;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Reads the settings of instances on EC2. */
public final class Ec2Config {

    private static final BigDecimal MIN_POLL = new BigDecimal("0.1");
    private static final BigDecimal MAX_POLL = new BigDecimal("60");

    private final Config config;

    public Ec2Config(Config config) {
        this.config = config;
    }

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a value is not valid */
    public Ec2Settings settings() {
        Ec2Settings.Builder settings = Ec2Settings.builder();
        config.text(ConfigKey.AWS_REGION).ifPresent(settings::region);
        config.url(ConfigKey.AWS_ENDPOINT_URL).ifPresent(settings::endpointUrl);
        config.text(ConfigKey.AWS_AMI_ID).ifPresent(settings::image);
        list(ConfigKey.AWS_INSTANCE_TYPE, settings::instanceTypes);
        config.text(ConfigKey.AWS_KEY_NAME).ifPresent(settings::keyName);
        list(ConfigKey.AWS_SUBNET_IDS, settings::subnetIds);
        config.flag(ConfigKey.AWS_USE_PRIVATE_IP).ifPresent(settings::usePrivateIp);
        list(ConfigKey.AWS_ALLOWED_CIDR, settings::allowedCidrs);
        config.url(ConfigKey.AWS_ADDRESS_SERVICE).ifPresent(settings::addressService);
        config.flag(ConfigKey.AWS_SPOT).ifPresent(settings::spot);
        config.text(ConfigKey.AWS_SPREAD).map(this::spread).ifPresent(settings::spread);
        config.text(ConfigKey.AWS_INSTANCE_PROFILE).ifPresent(settings::instanceProfile);
        config.text(ConfigKey.AWS_ROOT_DEVICE).ifPresent(settings::rootDevice);
        config.number(ConfigKey.AWS_ROOT_VOLUME_GIB).ifPresent(settings::rootVolumeGib);
        config.decimal(ConfigKey.AWS_PRICE_PER_HOUR).ifPresent(settings::pricePerHour);
        settings.images(new ImageSettings(
                config.flag(ConfigKey.AWS_USE_IMAGES).orElse(true),
                config.number(ConfigKey.AWS_IMAGE_MAX_AGE).orElse(ImageSettings.DEFAULT_MAX_AGE)));
        settings.timing(timing());
        config.text(ConfigKey.FABRIC_USER).ifPresent(settings::user);
        return settings.build();
    }

    private Spread spread(String text) {
        return Spread.find(text)
                .orElseThrow(() -> config.invalid(ConfigKey.AWS_SPREAD, "is not one of " + Spread.texts()));
    }

    private void list(ConfigKey key, Consumer<List<String>> setting) {
        List<String> items = config.list(key);
        if (!items.isEmpty()) {
            setting.accept(items);
        }
    }

    private Ec2Timing timing() {
        Ec2Timing timing =
                config.decimal(ConfigKey.AWS_POLL_INTERVAL).map(this::polling).orElse(Ec2Timing.DEFAULT);
        return config.time(ConfigKey.AWS_BOOT_DEADLINE).map(timing::withBoot).orElse(timing);
    }

    private Ec2Timing polling(BigDecimal seconds) {
        if (seconds.compareTo(MIN_POLL) < 0 || seconds.compareTo(MAX_POLL) > 0) {
            throw config.invalid(
                    ConfigKey.AWS_POLL_INTERVAL, "is not from " + MIN_POLL + " to " + MAX_POLL + " seconds");
        }
        return Ec2Timing.DEFAULT.withPoll(
                Duration.ofMillis(seconds.movePointRight(3).longValue()));
    }

    /** Returns the keys in the file, else the default credentials provider chain of the AWS SDK. */
    public Ec2Access access() {
        String id = config.text(ConfigKey.AWS_ACCESS_KEY_ID).orElse(null);
        String secret = config.text(ConfigKey.AWS_SECRET_ACCESS_KEY).orElse(null);
        Ec2Access access = id == null && secret == null ? Ec2Access.defaultChain() : Ec2Access.keys(id, secret);
        String role = config.text(ConfigKey.AWS_ROLE_ARN).orElse(null);
        Ec2Access withRole = role == null ? access : access.withRole(role);
        return config.url(ConfigKey.AWS_PROXY)
                .map(Ec2Proxy::of)
                .map(withRole::withProxy)
                .orElse(withRole);
    }

    /** Returns the private key of the key pair in the file; absent if each swarm gets a key pair of its own. */
    @CheckForNull
    public SshKey key() {
        if (config.text(ConfigKey.AWS_KEY_NAME).isEmpty()) {
            return null;
        }
        return config.path(ConfigKey.FABRIC_KEY_FILENAME)
                .map(file -> SshKey.read(
                        file, config.text(ConfigKey.FABRIC_KEY_PASSPHRASE).orElse(null)))
                .orElse(null);
    }
}
