package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;

/**
 * An instance as EC2 described it last.
 *
 * @param state name of the instance state in EC2, such as {@code running}
 * @param why EC2's reason for that state, beginning with its code; may be empty
 * @param zone the Availability Zone; absent if EC2 does not say it
 * @param publicIp absent until EC2 assigns one
 * @param privateIp absent until EC2 assigns one
 */
public record Ec2Machine(
        String id,
        String type,
        Instant launchedAt,
        int launchIndex,
        String state,
        String why,
        @CheckForNull String zone,
        @CheckForNull String publicIp,
        @CheckForNull String privateIp) {

    /** The order of the launch, in which instances are assigned to the machines of a swarm. */
    public static final Comparator<Ec2Machine> AS_LAUNCHED = Comparator.comparing(Ec2Machine::launchedAt)
            .thenComparing(Ec2Machine::launchIndex)
            .thenComparing(Ec2Machine::id);

    private static final Set<String> ALIVE = Set.of("pending", "running");

    public static Ec2Machine of(Instance instance) {
        InstanceStateName state =
                instance.state() == null ? null : instance.state().name();
        return new Ec2Machine(
                instance.instanceId(),
                instance.instanceTypeAsString(),
                instance.launchTime() == null ? Instant.EPOCH : instance.launchTime(),
                instance.amiLaunchIndex() == null ? 0 : instance.amiLaunchIndex(),
                state == null ? "pending" : state.toString(),
                why(instance.stateReason()),
                instance.placement() == null ? null : instance.placement().availabilityZone(),
                instance.publicIpAddress(),
                instance.privateIpAddress());
    }

    /** EC2's message usually begins with the code. */
    private static String why(@CheckForNull StateReason reason) {
        String code = reason == null || reason.code() == null ? "" : reason.code();
        String message = reason == null || reason.message() == null ? "" : reason.message();
        if (message.isEmpty()) {
            return code;
        }
        return code.isEmpty() || message.startsWith(code) ? message : code + ": " + message;
    }

    /** Whether the instance is starting or running. */
    public boolean isAlive() {
        return ALIVE.contains(state);
    }

    /** Whether the instance is shutting down or terminated: it costs nothing and will not come back. */
    public boolean isGoing() {
        return state.equals("shutting-down") || isGone();
    }

    public boolean isGone() {
        return state.equals("terminated");
    }

    /** Returns the address for SSH, once EC2 has assigned it. */
    @CheckForNull
    public String address(boolean usePrivateIp) {
        return usePrivateIp ? privateIp : publicIp;
    }
}
