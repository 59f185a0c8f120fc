package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The account, and how EC2 treats it.
 *
 * @param subnets the subnets of its default VPC, each in a zone of its own
 * @param courses gives each new instance its course
 * @param shownAfter how long EC2 does not show new security groups and key pairs
 * @param clockOffset how much later EC2's clock is than that of this computer
 */
public record SimulatedAccount(
        List<String> subnets, Supplier<InstanceTimeline> courses, Duration shownAfter, Duration clockOffset) {

    /** Returns an account with one subnet, in which nothing goes wrong. */
    static SimulatedAccount usual(SimulatedTime time) {
        return new SimulatedAccount(subnets(1), () -> InstanceTimeline.usual(time), Duration.ZERO, Duration.ZERO);
    }

    /** Returns the ids of so many subnets. */
    public static List<String> subnets(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "subnet-" + number)
                .toList();
    }
}
