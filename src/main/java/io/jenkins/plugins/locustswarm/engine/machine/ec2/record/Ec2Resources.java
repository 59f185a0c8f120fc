package io.jenkins.plugins.locustswarm.engine.machine.ec2.record;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resources in the record of a swarm on EC2, besides its machines. */
public final class Ec2Resources {

    /** Distinguishes the swarm from all others, also from earlier ones of the same name; part of every name and tag. */
    public static final String ID = "ec2.id";

    public static final String REGION = "ec2.region";
    public static final String ENDPOINT = "ec2.endpoint";
    public static final String USER = "ec2.user";
    public static final String PRIVATE_IP = "ec2.usePrivateIp";

    /** Id of the security group. Before the group is created, its name follows from {@link #ID}. */
    public static final String GROUP = "ec2.securityGroup";

    /** The networks that may reach SSH. */
    public static final String ALLOWED = "ec2.allowedCidrs";

    /** Name of the key pair that is deleted with the swarm. A key pair of the user's own is not in the record. */
    public static final String KEY_PAIR = "ec2.keyPair";

    /** Fingerprint of the host key, which all machines of the swarm share. */
    public static final String HOST_KEY = "ec2.hostKey";

    /** The RunInstances calls whose replies are not in the record yet. */
    static final String LAUNCH = "ec2.launch";

    /** When instances were last launched, in ISO 8601, by the clock of the computer that launched them. */
    public static final String LAST_LAUNCH = "ec2.lastLaunch";

    /** Follows the key of a group or a key pair that EC2 was asked for and that no launch has used yet. */
    private static final String ASKED = ".asked";

    private static final String BETWEEN_LAUNCHES = ",";

    /**
     * The latest end of the lease that the tags were ever set to, in ISO 8601. It is saved before the call that sets the
     * tags, so that no later call moves the end back.
     */
    static final String TAGGED_LEASE = "ec2.taggedLease";

    /** Seconds of use of machines that are gone, by instance type. */
    public static final String USED = "ec2.used";

    private static final String MACHINE = "ec2.machine.";

    private final SwarmRecord swarm;

    public Ec2Resources(SwarmRecord swarm) {
        this.swarm = swarm;
    }

    /** Returns the key for the instance of a machine, a {@link LaunchedMachine}. */
    public static String ofMachine(String name) {
        return MACHINE + name;
    }

    public Optional<String> id() {
        return get(ID);
    }

    /** Returns the name of the security group and of the key pair. */
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

    /** Returns the record of a swarm for which EC2 is asked for the resource with this key, a group or a key pair. */
    public SwarmRecord withAsked(String key) {
        return swarm.withResource(key + ASKED, Boolean.toString(true));
    }

    /** Returns the record of a swarm that certainly does not have the resource, or has one that a launch has used. */
    public SwarmRecord withoutAsked(String key) {
        return swarm.withoutResource(key + ASKED);
    }

    /**
     * Returns the record of a swarm with an instance, whose launch has shown that EC2 knows the group and the key pair.
     *
     * @param now by the clock of this computer
     */
    public SwarmRecord withLaunchedInstances(Instant now) {
        return new Ec2Resources(withoutAsked(GROUP)).withoutAsked(KEY_PAIR).withResource(LAST_LAUNCH, now.toString());
    }

    /**
     * Returns when instances were last launched, by the clock of the computer that launched them, which can differ from
     * EC2's; empty before the first launch, and for a swarm that was found in EC2.
     *
     * @throws BadInputException if the record is damaged
     */
    public Optional<Instant> lastLaunch() {
        return parsed(LAST_LAUNCH, Instant::parse);
    }

    /** Whether the swarm has, or may have, a resource of its own with this key. */
    public boolean hasOrAsked(String key) {
        return get(key).isPresent() || isAsked(key);
    }

    /** Whether the resource may exist although EC2 does not show it yet, or the record does not have it. */
    public boolean isAsked(String key) {
        return get(key + ASKED).isPresent();
    }

    /**
     * Returns the RunInstances calls whose replies are not in the record yet.
     *
     * @throws BadInputException if the record is damaged
     */
    public List<LaunchAttempt> launches() {
        return parsed(LAUNCH, Ec2Resources::attempts).orElseGet(List::of);
    }

    private static List<LaunchAttempt> attempts(String text) {
        return Arrays.stream(text.split(BETWEEN_LAUNCHES))
                .map(LaunchAttempt::parse)
                .toList();
    }

    /** Returns the record with more calls that are about to be made. */
    public SwarmRecord withLaunches(List<LaunchAttempt> attempts) {
        return withOnlyLaunches(
                Stream.concat(launches().stream(), attempts.stream()).toList());
    }

    /** Returns the record without calls whose replies are known, or that are not made. */
    public SwarmRecord withoutLaunches(Set<LaunchAttempt> attempts) {
        return withOnlyLaunches(
                launches().stream().filter(known -> !attempts.contains(known)).toList());
    }

    /** Returns the record without any call. */
    public SwarmRecord withoutLaunches() {
        return swarm.withoutResource(LAUNCH);
    }

    private SwarmRecord withOnlyLaunches(List<LaunchAttempt> attempts) {
        return attempts.isEmpty()
                ? withoutLaunches()
                : swarm.withResource(
                        LAUNCH,
                        attempts.stream().map(LaunchAttempt::text).collect(Collectors.joining(BETWEEN_LAUNCHES)));
    }

    /**
     * Returns the instance of a machine; empty before its launch.
     *
     * @throws BadInputException if the record is damaged
     */
    public Optional<LaunchedMachine> launched(MachineRecord machine) {
        return parsed(ofMachine(machine.name()), LaunchedMachine::parse);
    }

    /**
     * Returns the seconds of use of machines that are gone, by instance type.
     *
     * @throws BadInputException if the record is damaged
     */
    public Map<String, Long> used() {
        return parsed(USED, Ec2Resources::secondsByType).orElseGet(TreeMap::new);
    }

    private static Map<String, Long> secondsByType(String text) {
        Map<String, Long> seconds = new TreeMap<>();
        for (String entry : text.split(" ")) {
            String[] parts = entry.split("=");
            seconds.merge(parts[0], Long.parseLong(parts[1]), Math::addExact);
        }
        return seconds;
    }

    /** A record is a file that can be edited, or cut by a full disk. */
    private <T> Optional<T> parsed(String key, Function<String, T> parser) {
        try {
            return get(key).map(parser);
        } catch (ArrayIndexOutOfBoundsException | ArithmeticException | DateTimeException | NumberFormatException e) {
            throw new BadInputException(
                    "The record of swarm " + swarm.name() + " is damaged: the value of " + key
                            + " is not valid. If its machines are gone, delete the record; otherwise terminate them in EC2 first.",
                    e);
        }
    }

    /** Returns the end of the lease for the tags, which is never earlier than what they were set to before. */
    public Instant taggedLease() {
        return parsed(TAGGED_LEASE, Instant::parse)
                .filter(tagged -> tagged.isAfter(swarm.leaseEnds()))
                .orElse(swarm.leaseEnds());
    }

    /** Returns the record with a lease in the tags that ends at this time or later. */
    public SwarmRecord withTaggedLease(Instant end) {
        Instant known = taggedLease();
        return swarm.withResource(TAGGED_LEASE, (known.isAfter(end) ? known : end).toString());
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(swarm.resources().get(key));
    }
}
