package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.util.Set;

/**
 * The error codes that say that EC2 cannot launch so many instances of this type in this subnet. Some come with HTTP status
 * 500. Repeating the call does not help soon; another subnet or instance type may.
 */
public final class CapacityErrors {

    /** From "Error codes for the Amazon EC2 API". */
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

    public static boolean contains(String code) {
        return CODES.contains(code);
    }
}
