package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The instances of a swarm on EC2 and how they are reached. {@link Builder#build()} checks all values. None is a secret.
 *
 * @param endpointUrl URL of the EC2 API; the public endpoint of the region if empty
 * @param image an AMI id, or {@code resolve:ssm:} and the name of a parameter that holds one
 * @param rootDevice root device of the image; EC2 is asked for it if empty
 * @param rootVolumeGib size of the root volume in GiB; the size of the image if empty
 * @param instanceTypes at least one, tried in this order
 * @param subnetIds subnets of one VPC, tried in this order; the subnets of the default VPC if empty
 * @param usePrivateIp whether instances are reached at their private addresses
 * @param spot whether to launch Spot Instances, which AWS may interrupt at any time
 * @param spread how instances are distributed over subnets and instance types
 * @param instanceProfile name or ARN of the instance profile whose role the instances have
 * @param allowedCidrs networks that may reach SSH and Locust's web page; only the caller's own address if empty
 * @param keyName name of the user's own EC2 key pair; each swarm gets a new one if empty
 * @param user the login user, which depends on the image
 * @param addressService URL that answers with the public address of its caller
 * @param pricePerHour the user's price of an instance for an hour, in US dollars
 * @param prices the user's On-Demand prices, which apply if {@code pricePerHour} is empty
 * @param images use and age of images that were made from machines of a swarm
 */
public record Ec2Settings(
        String region,
        Optional<URI> endpointUrl,
        String image,
        Optional<String> rootDevice,
        Optional<Integer> rootVolumeGib,
        List<String> instanceTypes,
        List<String> subnetIds,
        boolean usePrivateIp,
        boolean spot,
        Spread spread,
        Optional<String> instanceProfile,
        List<String> allowedCidrs,
        Optional<String> keyName,
        String user,
        URI addressService,
        Optional<BigDecimal> pricePerHour,
        List<Ec2Price> prices,
        ImageSettings images,
        Ec2Timing timing) {

    /**
     * Canonical's current Ubuntu 24.04, which EC2 resolves at launch. It is the default image; an instance type with Arm
     * processors gets the arm64 variant instead.
     */
    public static final String DEFAULT_IMAGE = ubuntu(Architecture.X86_64);

    /** The login user of the default image. */
    public static final String DEFAULT_USER = "ubuntu";

    public static final String DEFAULT_REGION = "us-east-1";
    public static final List<String> DEFAULT_INSTANCE_TYPES = List.of("t3.micro", "t3a.micro");

    public Ec2Settings {
        instanceTypes = List.copyOf(instanceTypes);
        subnetIds = List.copyOf(subnetIds);
        allowedCidrs = List.copyOf(allowedCidrs);
        prices = List.copyOf(prices);
    }

    /** Returns the defaults: Ubuntu 24.04 on a t3.micro, or else a t3a.micro, in the default VPC of us-east-1. */
    public static Builder builder() {
        return new Builder();
    }

    public static String ubuntu(Architecture architecture) {
        return "resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/" + architecture.inImageNames()
                + "/hvm/ebs-gp3/ami-id";
    }

    /** Returns a builder that starts with these settings. */
    public Builder toBuilder() {
        return new Builder()
                .region(region)
                .endpointUrl(endpointUrl.orElse(null))
                .image(image)
                .rootDevice(rootDevice.orElse(null))
                .rootVolumeGib(rootVolumeGib.orElse(null))
                .instanceTypes(instanceTypes)
                .subnetIds(subnetIds)
                .usePrivateIp(usePrivateIp)
                .spot(spot)
                .spread(spread)
                .instanceProfile(instanceProfile.orElse(null))
                .allowedCidrs(allowedCidrs)
                .keyName(keyName.orElse(null))
                .user(user)
                .addressService(addressService)
                .pricePerHour(pricePerHour.orElse(null))
                .prices(prices)
                .images(images)
                .timing(timing);
    }

    /** Returns these settings with the region, endpoint, login user and kind of address that a swarm was created with. */
    public Ec2Settings forSwarm(SwarmRecord swarm) {
        Builder builder = toBuilder();
        Ec2Resources created = new Ec2Resources(swarm);
        created.region().ifPresent(builder::region);
        created.endpoint().ifPresent(endpoint -> builder.endpointUrl(URI.create(endpoint)));
        created.user().ifPresent(builder::user);
        created.usesPrivateIp().ifPresent(builder::usePrivateIp);
        return builder.build();
    }

    /** Whether the user chose the image. The default image follows the instance type. */
    public boolean hasOwnImage() {
        return !image.equals(DEFAULT_IMAGE);
    }

    /** Collects settings; the defaults are those of {@link Ec2Settings#builder()}. */
    public static final class Builder {

        private String region = DEFAULT_REGION;

        @CheckForNull
        private URI endpointUrl;

        private String image = DEFAULT_IMAGE;

        @CheckForNull
        private String rootDevice;

        @CheckForNull
        private Integer rootVolumeGib;

        private List<String> instanceTypes = DEFAULT_INSTANCE_TYPES;
        private List<String> subnetIds = List.of();
        private boolean usePrivateIp;
        private boolean spot;
        private Spread spread = Spread.NONE;

        @CheckForNull
        private String instanceProfile;

        private List<String> allowedCidrs = List.of();

        @CheckForNull
        private String keyName;

        private String user = DEFAULT_USER;
        private URI addressService = URI.create("https://checkip.amazonaws.com/");

        @CheckForNull
        private BigDecimal pricePerHour;

        private List<Ec2Price> prices = List.of();
        private ImageSettings images = ImageSettings.DEFAULT;
        private Ec2Timing timing = Ec2Timing.DEFAULT;

        private Builder() {}

        public Builder region(String value) {
            region = value;
            return this;
        }

        public Builder endpointUrl(@CheckForNull URI value) {
            endpointUrl = value;
            return this;
        }

        public Builder image(String value) {
            image = value;
            return this;
        }

        public Builder rootDevice(@CheckForNull String value) {
            rootDevice = value;
            return this;
        }

        public Builder rootVolumeGib(@CheckForNull Integer value) {
            rootVolumeGib = value;
            return this;
        }

        public Builder instanceTypes(List<String> value) {
            instanceTypes = value;
            return this;
        }

        public Builder subnetIds(List<String> value) {
            subnetIds = value;
            return this;
        }

        public Builder usePrivateIp(boolean value) {
            usePrivateIp = value;
            return this;
        }

        public Builder spot(boolean value) {
            spot = value;
            return this;
        }

        public Builder spread(Spread value) {
            spread = value;
            return this;
        }

        public Builder instanceProfile(@CheckForNull String value) {
            instanceProfile = value;
            return this;
        }

        public Builder allowedCidrs(List<String> value) {
            allowedCidrs = value;
            return this;
        }

        public Builder keyName(@CheckForNull String value) {
            keyName = value;
            return this;
        }

        public Builder user(String value) {
            user = value;
            return this;
        }

        public Builder addressService(URI value) {
            addressService = value;
            return this;
        }

        public Builder pricePerHour(@CheckForNull BigDecimal value) {
            pricePerHour = value;
            return this;
        }

        public Builder prices(List<Ec2Price> value) {
            prices = value;
            return this;
        }

        public Builder images(ImageSettings value) {
            images = value;
            return this;
        }

        public Builder timing(Ec2Timing value) {
            timing = value;
            return this;
        }

        /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a value is not valid */
        public Ec2Settings build() {
            Ec2Settings settings = new Ec2Settings(
                    region,
                    Optional.ofNullable(endpointUrl),
                    image,
                    Optional.ofNullable(rootDevice),
                    Optional.ofNullable(rootVolumeGib),
                    instanceTypes,
                    subnetIds,
                    usePrivateIp,
                    spot,
                    spread,
                    Optional.ofNullable(instanceProfile),
                    allowedCidrs,
                    Optional.ofNullable(keyName),
                    user,
                    addressService,
                    Optional.ofNullable(pricePerHour),
                    prices,
                    images,
                    timing);
            Ec2SettingsCheck.check(settings);
            return settings;
        }
    }
}
