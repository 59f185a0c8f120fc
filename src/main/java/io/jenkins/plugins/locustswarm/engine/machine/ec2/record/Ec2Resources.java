package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.Optional;

/** What the record of a swarm on EC2 holds beside its machines. */
public final class Ec2Resources {

    /** Tells this swarm from all others, also from earlier ones of the same name; part of every name and tag. */
    public static final String ID = "ec2.id";

    public static final String REGION = "ec2.region";
    public static final String ENDPOINT = "ec2.endpoint";
    public static final String USER = "ec2.user";
    public static final String PRIVATE_IP = "ec2.usePrivateIp";

    /** The security group; its name is in the record before it is made, its id after. */
    public static final String GROUP = "ec2.securityGroup";

    /** The networks that may reach SSH. */
    public static final String ALLOWED = "ec2.allowedCidrs";

    /** The key pair that is deleted with the swarm; not in the record when it is the user's own. */
    public static final String KEY_PAIR = "ec2.keyPair";

    /** Fingerprint of the host key that every machine of the swarm has. */
    public static final String HOST_KEY = "ec2.hostKey";

    /** A RunInstances call of which the reply is not in the record yet. */
    public static final String LAUNCH = "ec2.launch";

    /**
     * The latest end of the lease that the tags were ever set to, in ISO 8601: written before the call that sets them,
     * so that no later call moves them back.
     */
    static final String TAGGED_LEASE = "ec2.taggedLease";

    /** The machine-seconds of machines that are gone, by instance type. */
    public static final String USED = "ec2.used";

    private static final String MACHINE = "ec2.machine.";

    private final SwarmRecord swarm;

    public Ec2Resources(SwarmRecord swarm) {
        this.swarm = swarm;
    }

    /** Where the instance type and the time of launch of a machine are kept. */
    public static String ofMachine(String name) {
        return MACHINE + name;
    }

    public Optional<String> id() {
        return get(ID);
    }

    /** The name of the security group and of the key pair. */
    public Optional<String> resourceName() {
        return id().map(id -> "locust-swarm-" + swarm.name() + "-" + id);
    }

    public Optional<String> region() {
        return get(REGION);
    }

    public Optional<String> endpoint() {
        return get(ENDPOINT);
    }

    public Optional<String> user() {
        return get(USER);
    }

    public Optional<Boolean> usesPrivateIp() {
        return get(PRIVATE_IP).map(Boolean::valueOf);
    }

    public Optional<String> group() {
        return get(GROUP);
    }

    public Optional<String> keyPair() {
        return get(KEY_PAIR);
    }

    public Optional<String> hostKey() {
        return get(HOST_KEY);
    }

    public Optional<LaunchAttempt> launch() {
        return get(LAUNCH).map(LaunchAttempt::parse);
    }

    /** The end of the lease for the tags: never earlier than what they were set to before. */
    public Instant taggedLease() {
        return get(TAGGED_LEASE)
                .map(Instant::parse)
                .filter(tagged -> tagged.isAfter(swarm.leaseEnds()))
                .orElse(swarm.leaseEnds());
    }

    /** The record for tags with a lease that ends at this moment or later. */
    public SwarmRecord withTaggedLease(Instant end) {
        Instant known = taggedLease();
        return swarm.withResource(TAGGED_LEASE, (known.isAfter(end) ? known : end).toString());
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(swarm.resources().get(key));
    }
}
