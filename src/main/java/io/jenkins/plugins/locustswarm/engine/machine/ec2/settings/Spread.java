package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the instances of one launch are distributed, so that EC2 does not interrupt all Spot Instances together. */
public enum Spread {
    /** All in the first subnet and of the first instance type, as far as EC2 has the capacity. */
    NONE("none"),
    /** Evenly over the subnets, each of which is in one Availability Zone. */
    ZONES("zones"),
    /** Evenly over the subnets and the instance types. */
    ZONES_AND_TYPES("zones-and-types");

    private final String text;

    Spread(String text) {
        this.text = text;
    }

    /** Returns the value as it is written in configurations. */
    public String text() {
        return text;
    }

    /** Returns the value that is written like this. */
    public static Optional<Spread> find(String text) {
        return Arrays.stream(values()).filter(value -> value.text.equals(text)).findFirst();
    }

    /** Returns all values as they are written, for a message. */
    public static String texts() {
        return Arrays.stream(values()).map(Spread::text).collect(Collectors.joining(", "));
    }
}
