package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.util.stream.Stream;

/** Meanings of the state reasons of EC2 (EC2 API reference, StateReason). */
public enum Ec2StateReason {
    SPOT_INTERRUPTION("Server.SpotInstance", "was interrupted by EC2 (spot interruption)", ""),
    RETIREMENT("Server.ScheduledStop", "was stopped by EC2 (scheduled retirement)", ""),
    INTERNAL_ERROR("Server.InternalError", "was terminated by EC2 (internal error)", ""),
    SHUTDOWN_FROM_INSIDE(
            "Client.InstanceInitiatedShutdown", "is gone", "; an instance shuts itself down when its lease ends"),
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
     * Returns whether EC2 has interrupted a Spot Instance.
     *
     * @param why code and message of EC2; may be empty
     */
    public static boolean isInterruption(String why) {
        return why.startsWith(SPOT_INTERRUPTION.code);
    }

    /**
     * Returns why an instance is gone. The text continues a sentence after the name of the machine.
     *
     * @param state state of the instance, such as {@code terminated}
     * @param why code and message of EC2, such as {@code Server.ScheduledStop: ...}; may be empty
     */
    public static String sentence(String state, String why) {
        Ec2StateReason reason = Stream.of(values())
                .filter(known -> why.startsWith(known.code))
                .findFirst()
                .orElse(OTHER);
        return reason.verb + ": EC2 reports " + state + (why.isEmpty() ? "" : ", " + why) + reason.meaning;
    }
}
