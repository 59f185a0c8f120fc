package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.util.List;

/** EC2's error codes for a launch that may succeed with another image. */
public final class ImageErrors {

    /**
     * The image or its snapshot is gone or disabled, its key cannot be used, or it does not fit the instance type or the
     * volume (EC2 API, "Error codes").
     */
    private static final List<String> PREFIXES = List.of(
            "InvalidAMI", "InvalidSnapshot", "InvalidBlockDeviceMapping", "InvalidParameter", "InvalidKMSKey", "KMS");

    private ImageErrors() {}

    /** A policy can also allow launches with some images only. */
    public static boolean contains(Ec2CallException e) {
        return e.isRefusal() || PREFIXES.stream().anyMatch(e.code()::startsWith);
    }
}
