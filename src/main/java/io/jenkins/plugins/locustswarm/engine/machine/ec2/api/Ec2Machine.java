package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;

/**
 * An instance as EC2 last told of it.
 *
 * @param state its name in EC2, such as {@code running}
 * @param why EC2's reason for that state, its code first; empty when it gives none
 * @param publicIp null while it has none
 * @param privateIp null while it has none
 */
public record Ec2Machine(
        String id,
        String type,
        Instant launchedAt,
        int launchIndex,
        String state,
        String why,
        String publicIp,
        String privateIp) {

    /** The order of their launch, in which roles are given out. */
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
                instance.publicIpAddress(),
                instance.privateIpAddress());
    }

    /** The message begins with the code, as a rule. */
    private static String why(StateReason reason) {
        String code = reason == null || reason.code() == null ? "" : reason.code();
        String message = reason == null || reason.message() == null ? "" : reason.message();
        if (message.isEmpty()) {
            return code;
        }
        return code.isEmpty() || message.startsWith(code) ? message : code + ": " + message;
    }

    /** Whether it comes up or is up. */
    public boolean isAlive() {
        return ALIVE.contains(state);
    }

    /** Whether it costs nothing any more and will be gone for good: shutting down or terminated. */
    public boolean isGoing() {
        return state.equals("shutting-down") || isGone();
    }

    public boolean isGone() {
        return state.equals("terminated");
    }

    /** Where we reach it; null while unknown. */
    public String address(boolean usePrivateIp) {
        return usePrivateIp ? privateIp : publicIp;
    }
}
