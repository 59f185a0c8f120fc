package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.util.Set;

/**
 * What says "not here, not of this type, not that many". EC2 answers some of it with HTTP status 500, and repeating the
 * call does not help soon: the next subnet or type may.
 */
public final class CapacityErrors {

    /** From EC2's list of error codes. */
    private static final Set<String> CODES = Set.of(
            "InsufficientInstanceCapacity",
            "InsufficientHostCapacity",
            "InsufficientReservedInstanceCapacity",
            "InsufficientCapacity",
            "InsufficientFreeAddressesInSubnet",
            "UnfulfillableCapacity",
            "InstanceLimitExceeded",
            "VcpuLimitExceeded",
            "MaxSpotInstanceCountExceeded",
            "SpotMaxPriceTooLow",
            "Unsupported");

    private CapacityErrors() {}

    public static boolean isSaidBy(String code) {
        return CODES.contains(code);
    }
}
