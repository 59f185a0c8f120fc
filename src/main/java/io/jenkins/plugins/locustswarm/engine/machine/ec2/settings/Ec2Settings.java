package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What machines on EC2 are to be like and how they are reached. Whole and checked; secrets are not in it. */
public final class Ec2Settings {

    /**
     * Canonical's newest Ubuntu 24.04; EC2 looks the parameter up at launch. It is the default image: for instance types
     * with Arm processors Ubuntu for arm64 takes its place.
     */
    public static final String UBUNTU = ubuntu(Architecture.X86_64);

    private final Builder values;

    private Ec2Settings(Builder values) {
        this.values = values;
    }

    /** All defaults: Ubuntu 24.04 on a t3.micro, or else a t3a.micro, in the default VPC of us-east-1. */
    public static Builder builder() {
        return new Builder();
    }

    public static String ubuntu(Architecture architecture) {
        return "resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/" + architecture.inImageNames()
                + "/hvm/ebs-gp3/ami-id";
    }

    /** The same settings, to be changed. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** The same settings, with what a swarm that exists already was made with: where it is and who logs in. */
    public Ec2Settings forSwarm(SwarmRecord swarm) {
        Builder builder = toBuilder();
        Ec2Resources made = new Ec2Resources(swarm);
        made.region().ifPresent(builder::region);
        made.endpoint().ifPresent(endpoint -> builder.endpointUrl(URI.create(endpoint)));
        made.user().ifPresent(builder::user);
        made.usesPrivateIp().ifPresent(builder::usePrivateIp);
        return builder.build();
    }

    public String region() {
        return values.region;
    }

    /** Where the EC2 API is, when it is not AWS's own place for the region. */
    public Optional<URI> endpointUrl() {
        return Optional.ofNullable(values.endpointUrl);
    }

    /** An AMI id, or {@code resolve:ssm:} and the name of a parameter that holds one. */
    public String image() {
        return values.image;
    }

    /** Whether the image is another one than the default, which follows the instance type. */
    public boolean hasOwnImage() {
        return !image().equals(UBUNTU);
    }

    /** The image's root device, where it cannot be found out. */
    public Optional<String> rootDevice() {
        return Optional.ofNullable(values.rootDevice);
    }

    /** Size of the root volume in GiB; empty for the image's own. */
    public Optional<Integer> rootVolumeGib() {
        return Optional.ofNullable(values.rootVolumeGib);
    }

    /** Instance types, tried in this order; at least one. */
    public List<String> instanceTypes() {
        return values.instanceTypes;
    }

    /** Subnets of one VPC, tried in this order; empty for those of the default VPC. */
    public List<String> subnetIds() {
        return values.subnetIds;
    }

    /** Whether machines are reached at their private addresses. */
    public boolean usePrivateIp() {
        return values.usePrivateIp;
    }

    /** Whether machines are spot instances, which AWS may take away at any time. */
    public boolean spot() {
        return values.spot;
    }

    /** Name or ARN of the instance profile whose role the machines have. */
    public Optional<String> instanceProfile() {
        return Optional.ofNullable(values.instanceProfile);
    }

    /** Networks from which SSH and Locust's web page may be reached; empty for the caller's own address. */
    public List<String> allowedCidrs() {
        return values.allowedCidrs;
    }

    /** Name of a key pair in EC2 that the user has; empty to make one for the swarm. */
    public Optional<String> keyName() {
        return Optional.ofNullable(values.keyName);
    }

    /** The login user, whom the image decides. */
    public String user() {
        return values.user;
    }

    /** Where to ask for the caller's own public address. */
    public URI addressService() {
        return values.addressService;
    }

    /** What a machine costs an hour, in US dollars, when the user says so. */
    public Optional<BigDecimal> pricePerHour() {
        return Optional.ofNullable(values.pricePerHour);
    }

    /** The user's own prices of machines on demand, where {@link #pricePerHour()} says nothing. */
    public List<Ec2Price> prices() {
        return values.prices;
    }

    public Ec2Timing pace() {
        return values.pace;
    }

    /** Collects settings; {@link #build()} checks them. */
    public static final class Builder {

        private String region = "us-east-1";
        private URI endpointUrl;
        private String image = UBUNTU;
        private String rootDevice;
        private Integer rootVolumeGib;
        private List<String> instanceTypes = List.of("t3.micro", "t3a.micro");
        private List<String> subnetIds = List.of();
        private boolean usePrivateIp;
        private boolean spot;
        private String instanceProfile;
        private List<String> allowedCidrs = List.of();
        private String keyName;
        private String user = "ubuntu";
        private URI addressService = URI.create("https://checkip.amazonaws.com/");
        private BigDecimal pricePerHour;
        private List<Ec2Price> prices = List.of();
        private Ec2Timing pace = Ec2Timing.DEFAULT;

        private Builder() {}

        private Builder(Builder other) {
            region = other.region;
            endpointUrl = other.endpointUrl;
            image = other.image;
            rootDevice = other.rootDevice;
            rootVolumeGib = other.rootVolumeGib;
            instanceTypes = other.instanceTypes;
            subnetIds = other.subnetIds;
            usePrivateIp = other.usePrivateIp;
            spot = other.spot;
            instanceProfile = other.instanceProfile;
            allowedCidrs = other.allowedCidrs;
            keyName = other.keyName;
            user = other.user;
            addressService = other.addressService;
            pricePerHour = other.pricePerHour;
            prices = other.prices;
            pace = other.pace;
        }

        public Builder region(String value) {
            region = value;
            return this;
        }

        public Builder endpointUrl(URI value) {
            endpointUrl = value;
            return this;
        }

        public Builder image(String value) {
            image = value;
            return this;
        }

        public Builder rootDevice(String value) {
            rootDevice = value;
            return this;
        }

        public Builder rootVolumeGib(Integer value) {
            rootVolumeGib = value;
            return this;
        }

        public Builder instanceTypes(List<String> value) {
            instanceTypes = List.copyOf(value);
            return this;
        }

        public Builder subnetIds(List<String> value) {
            subnetIds = List.copyOf(value);
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

        public Builder instanceProfile(String value) {
            instanceProfile = value;
            return this;
        }

        public Builder allowedCidrs(List<String> value) {
            allowedCidrs = List.copyOf(value);
            return this;
        }

        public Builder keyName(String value) {
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

        public Builder pricePerHour(BigDecimal value) {
            pricePerHour = value;
            return this;
        }

        public Builder prices(List<Ec2Price> value) {
            prices = List.copyOf(value);
            return this;
        }

        public Builder pace(Ec2Timing value) {
            pace = value;
            return this;
        }

        /**
         * The settings, when each can be used.
         *
         * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when one cannot
         */
        public Ec2Settings build() {
            Ec2Settings settings = new Ec2Settings(new Builder(this));
            Ec2SettingsCheck.check(settings);
            return settings;
        }
    }
}
