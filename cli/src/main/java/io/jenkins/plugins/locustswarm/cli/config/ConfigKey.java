package io.jenkins.plugins.locustswarm.cli.config;

/** Every key that a configuration file can have. */
public enum ConfigKey {
    PROVIDER("swarm", "provider"),
    NAME("swarm", "name"),
    SLAVES("swarm", "slaves"),
    MIN_SLAVES("swarm", "min_slaves"),
    BOOTSTRAP("swarm", "bootstrap"),
    BOOTSTRAP_DEADLINE("swarm", "bootstrap_deadline"),
    LEASE("swarm", "lease"),

    AWS_ACCESS_KEY_ID("aws", "access_key_id"),
    AWS_SECRET_ACCESS_KEY("aws", "secret_access_key"),
    AWS_REGION("aws", "aws_region"),
    AWS_AMI_ID("aws", "ami_id"),
    AWS_INSTANCE_TYPE("aws", "ami_instance_type"),
    AWS_KEY_NAME("aws", "aws_key_name"),

    FABRIC_USER("fabric", "user"),
    FABRIC_KEY_FILENAME("fabric", "key_filename"),

    HOSTS_MASTER("hosts", "master"),
    HOSTS_SLAVES("hosts", "slaves"),
    HOSTS_USER("hosts", "user"),
    HOSTS_KEY("hosts", "key"),
    HOSTS_PORT("hosts", "port"),
    HOSTS_KNOWN_HOSTS("hosts", "known_hosts"),
    HOSTS_FINGERPRINTS("hosts", "fingerprints");

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

    /** The key as messages name it: {@code [aws] ami_id}. */
    @Override
    public String toString() {
        return "[" + section + "] " + key;
    }
}
