package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import java.time.Duration;

/**
 * How patient the provider is with EC2.
 *
 * @param firstPoll time between the first two looks at machines that come or go
 * @param maxPoll the longest time between two looks; each is a little more or less, so that many swarms spread out
 * @param visible how long something that was just made may still be unknown to EC2 ("eventual consistency")
 * @param boot how long machines may take from the launch until they take commands
 * @param outage how long calls that fail for EC2's own reasons are repeated
 * @param teardown how long machines and the security group may take to go
 */
public record Ec2Timing(
        Duration firstPoll, Duration maxPoll, Duration visible, Duration boot, Duration outage, Duration teardown) {

    /** A machine that needs longer to boot does not come up. */
    public static final Duration MAX_BOOT_TIME = Duration.ofMinutes(30);

    /** For the real EC2. */
    public static final Ec2Timing DEFAULT = new Ec2Timing(
            Duration.ofSeconds(4),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofMinutes(3),
            Duration.ofMinutes(8));

    /** The same with a shorter or longer time for booting. */
    public Ec2Timing withBoot(Duration time) {
        return new Ec2Timing(firstPoll, maxPoll, visible, time, outage, teardown);
    }

    /**
     * The same with other times between two looks and for new things to be seen, for a cloud that is nearer than AWS.
     *
     * @param poll the first; the longest is four times that, and new things may take fifteen times that
     */
    public Ec2Timing withPoll(Duration poll) {
        return new Ec2Timing(poll, poll.multipliedBy(4), poll.multipliedBy(15), boot, outage, teardown);
    }

    /** The same with another patience for calls that fail for EC2's own reasons. */
    public Ec2Timing withOutage(Duration time) {
        return new Ec2Timing(firstPoll, maxPoll, visible, boot, time, teardown);
    }

    /** The same with another time for machines and their group to go. */
    public Ec2Timing withTeardown(Duration time) {
        return new Ec2Timing(firstPoll, maxPoll, visible, boot, outage, time);
    }
}
