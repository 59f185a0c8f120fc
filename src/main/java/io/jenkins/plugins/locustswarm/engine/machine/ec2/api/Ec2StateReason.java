package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.util.stream.Stream;

/** What a reason of EC2's means for a swarm (EC2's API reference, StateReason). */
public enum Ec2StateReason {
    SPOT_INTERRUPTION("Server.SpotInstance", "was taken back by EC2 (spot interruption)", ""),
    RETIREMENT("Server.ScheduledStop", "was stopped by EC2 (scheduled retirement)", ""),
    INTERNAL_ERROR("Server.InternalError", "was ended by EC2 (internal error)", ""),
    SHUTDOWN_FROM_INSIDE(
            "Client.InstanceInitiatedShutdown", "is gone", "; a machine shuts itself down when its lease is over"),
    OTHER("", "is gone", "");

    private final String code;
    private final String verb;
    private final String meaning;

    Ec2StateReason(String code, String verb, String meaning) {
        this.code = code;
        this.verb = verb;
        this.meaning = meaning;
    }

    /**
     * Why a machine is gone, to go on after its name.
     *
     * @param state of the machine, such as {@code terminated}
     * @param why code and message as EC2 gives them, such as {@code Server.ScheduledStop: ...}; may be empty
     */
    public static String sentence(String state, String why) {
        Ec2StateReason reason = Stream.of(values())
                .filter(known -> why.startsWith(known.code))
                .findFirst()
                .orElse(OTHER);
        return reason.verb + ": EC2 says " + state + (why.isEmpty() ? "" : ", " + why) + reason.meaning;
    }
}
