package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.Optional;

/** What the record of a swarm on EC2 holds beside its machines. */
final class Ec2Resources {

    /** Tells this swarm from all others, also from earlier ones of the same name; part of every name and tag. */
    static final String ID = "ec2.id";

    static final String REGION = "ec2.region";
    static final String ENDPOINT = "ec2.endpoint";
    static final String USER = "ec2.user";
    static final String PRIVATE_IP = "ec2.usePrivateIp";

    /** The security group; its name is in the record before it is made, its id after. */
    static final String GROUP = "ec2.securityGroup";

    /** The networks that may reach SSH. */
    static final String ALLOWED = "ec2.allowedCidrs";

    /** The key pair that is deleted with the swarm; not in the record when it is the user's own. */
    static final String KEY_PAIR = "ec2.keyPair";

    /** Fingerprint of the host key that every machine of the swarm has. */
    static final String HOST_KEY = "ec2.hostKey";

    /** A RunInstances call of which the reply is not in the record yet. */
    static final String LAUNCH = "ec2.launch";

    /**
     * The latest end of the lease that the tags were ever set to, in ISO 8601: written before the call that sets them,
     * so that no later call moves them back.
     */
    static final String TAGGED_LEASE = "ec2.taggedLease";

    /** The machine-seconds of machines that are gone, by instance type. */
    static final String USED = "ec2.used";

    private static final String MACHINE = "ec2.machine.";

    private final SwarmRecord swarm;

    Ec2Resources(SwarmRecord swarm) {
        this.swarm = swarm;
    }

    /** Where the instance type and the time of launch of a machine are kept. */
    static String ofMachine(String name) {
        return MACHINE + name;
    }

    Optional<String> id() {
        return get(ID);
    }

    /** The name of the security group and of the key pair. */
    Optional<String> resourceName() {
        return id().map(id -> "locust-swarm-" + swarm.name() + "-" + id);
    }

    Optional<String> region() {
        return get(REGION);
    }

    Optional<String> endpoint() {
        return get(ENDPOINT);
    }

    Optional<String> user() {
        return get(USER);
    }

    Optional<Boolean> usesPrivateIp() {
        return get(PRIVATE_IP).map(Boolean::valueOf);
    }

    Optional<String> group() {
        return get(GROUP);
    }

    Optional<String> keyPair() {
        return get(KEY_PAIR);
    }

    Optional<String> hostKey() {
        return get(HOST_KEY);
    }

    Optional<LaunchAttempt> launch() {
        return get(LAUNCH).map(LaunchAttempt::parse);
    }

    /** The end of the lease for the tags: never earlier than what they were set to before. */
    Instant taggedLease() {
        return get(TAGGED_LEASE)
                .map(Instant::parse)
                .filter(tagged -> tagged.isAfter(swarm.leaseEnds()))
                .orElse(swarm.leaseEnds());
    }

    /** The record for tags with a lease that ends at this moment or later. */
    SwarmRecord withTaggedLease(Instant end) {
        Instant known = taggedLease();
        return swarm.withResource(TAGGED_LEASE, (known.isAfter(end) ? known : end).toString());
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(swarm.resources().get(key));
    }
}
