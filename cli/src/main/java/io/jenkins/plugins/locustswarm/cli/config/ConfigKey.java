package io.jenkins.plugins.locustswarm.cli.config;

/** The keys of a configuration file. */
public enum ConfigKey {
    PROVIDER("swarm", "provider"),
    NAME("swarm", "name"),
    SLAVES("swarm", "slaves"),
    MIN_SLAVES("swarm", "min_slaves"),
    BOOTSTRAP("swarm", "bootstrap"),
    BOOTSTRAP_DEADLINE("swarm", "bootstrap_deadline"),
    LEASE("swarm", "lease"),
    TAGS("swarm", "tags"),

    AWS_ACCESS_KEY_ID("aws", "access_key_id"),
    AWS_SECRET_ACCESS_KEY("aws", "secret_access_key"),
    AWS_REGION("aws", "aws_region"),
    AWS_AMI_ID("aws", "ami_id"),
    AWS_INSTANCE_TYPE("aws", "ami_instance_type"),
    AWS_KEY_NAME("aws", "aws_key_name"),
    AWS_ROLE_ARN("aws", "role_arn"),
    AWS_ENDPOINT_URL("aws", "endpoint_url"),
    AWS_PROXY("aws", "proxy"),
    AWS_SUBNET_IDS("aws", "subnet_ids"),
    AWS_USE_PRIVATE_IP("aws", "use_private_ip"),
    AWS_ALLOWED_CIDR("aws", "allowed_cidr"),
    AWS_ADDRESS_SERVICE("aws", "address_service"),
    AWS_SPOT("aws", "spot"),
    AWS_SPREAD("aws", "spread"),
    AWS_INSTANCE_PROFILE("aws", "instance_profile"),
    AWS_ROOT_DEVICE("aws", "root_device"),
    AWS_ROOT_VOLUME_GIB("aws", "root_volume_gib"),
    AWS_USE_IMAGES("aws", "use_images"),
    AWS_IMAGE_MAX_AGE("aws", "image_max_age"),
    AWS_PRICE_PER_HOUR("aws", "price_per_hour"),
    AWS_BOOT_DEADLINE("aws", "boot_deadline"),
    AWS_POLL_INTERVAL("aws", "poll_interval"),

    FABRIC_USER("fabric", "user"),
    FABRIC_KEY_FILENAME("fabric", "key_filename"),
    FABRIC_KEY_PASSPHRASE("fabric", "key_passphrase"),

    HOSTS_MASTER("hosts", "master"),
    HOSTS_SLAVES("hosts", "slaves"),
    HOSTS_USER("hosts", "user"),
    HOSTS_KEY("hosts", "key"),
    HOSTS_KEY_PASSPHRASE("hosts", "key_passphrase"),
    HOSTS_PORT("hosts", "port"),
    HOSTS_KNOWN_HOSTS("hosts", "known_hosts"),
    HOSTS_FINGERPRINTS("hosts", "fingerprints"),
    HOSTS_MASTER_ADDRESS("hosts", "master_address"),
    HOSTS_FOLDER("hosts", "folder"),
    HOSTS_SUDO("hosts", "sudo");

    private final String section;
    private final String key;

    ConfigKey(String section, String key) {
        this.section = section;
        this.key = key;
    }

    public String section() {
        return section;
    }

    public String key() {
        return key;
    }

    /** Returns the key as it appears in messages: {@code [aws] ami_id}. */
    @Override
    public String toString() {
        return "[" + section + "] " + key;
    }
}
