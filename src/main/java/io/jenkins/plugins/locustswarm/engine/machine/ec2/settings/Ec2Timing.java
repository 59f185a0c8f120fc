package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import java.time.Duration;

/**
 * Poll intervals and time limits of the EC2 provider.
 *
 * @param firstPoll interval between the first two polls of starting or terminating instances
 * @param maxPoll maximum interval between two polls; the actual interval varies a little, so that swarms spread out
 * @param visible maximum time until EC2 shows a new resource ("eventual consistency")
 * @param boot maximum time from the launch until instances accept commands
 * @param outage maximum time for which calls that fail because of EC2 or the network are repeated
 * @param teardown maximum time until instances are terminated, and again until the security group can be deleted
 */
public record Ec2Timing(
        Duration firstPoll, Duration maxPoll, Duration visible, Duration boot, Duration outage, Duration teardown) {

    /** An instance that needs longer to boot is not going to succeed. */
    public static final Duration MAX_BOOT_TIME = Duration.ofMinutes(30);

    /** The values for AWS itself. */
    public static final Ec2Timing DEFAULT = new Ec2Timing(
            Duration.ofSeconds(4),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofMinutes(3),
            Duration.ofMinutes(8));

    /** Returns this timing with another limit for booting. */
    public Ec2Timing withBoot(Duration time) {
        return new Ec2Timing(firstPoll, maxPoll, visible, time, outage, teardown);
    }

    /**
     * Returns this timing with other poll intervals, for an EC2-compatible cloud that is closer than AWS.
     *
     * @param poll the first interval; the maximum is four times as long, {@code visible} fifteen times
     */
    public Ec2Timing withPoll(Duration poll) {
        return new Ec2Timing(poll, poll.multipliedBy(4), poll.multipliedBy(15), boot, outage, teardown);
    }

    /** Returns this timing with another limit for repeating failed calls. */
    public Ec2Timing withOutage(Duration time) {
        return new Ec2Timing(firstPoll, maxPoll, visible, boot, time, teardown);
    }

    /** Returns this timing with another limit for the teardown. */
    public Ec2Timing withTeardown(Duration time) {
        return new Ec2Timing(firstPoll, maxPoll, visible, boot, outage, time);
    }
}
