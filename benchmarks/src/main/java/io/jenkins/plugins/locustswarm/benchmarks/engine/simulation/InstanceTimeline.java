package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;

/**
 * The timeline of an instance, in times of the simulation.
 *
 * @param shownAfter from the launch until EC2 shows it
 * @param pending from the launch until EC2 says running
 * @param boot from then until its SSH server listens
 * @param reclaimedAfter from the launch until EC2 interrupts it; absent if EC2 does not
 * @param shutdown from the termination's call until EC2 says terminated
 */
public record InstanceTimeline(
        Duration shownAfter,
        Duration pending,
        Duration boot,
        @CheckForNull Duration reclaimedAfter,
        Duration shutdown) {

    /** A time that no simulation lasts. */
    public static final Duration NEVER = Duration.ofDays(1000);

    /** Returns the course of an instance with which nothing is wrong. */
    public static InstanceTimeline usual(SimulatedTime time) {
        return new InstanceTimeline(Duration.ZERO, time.pending(), time.boot(), null, time.shutdown());
    }

    public InstanceTimeline withShownAfter(Duration duration) {
        return new InstanceTimeline(duration, pending, boot, reclaimedAfter, shutdown);
    }

    public InstanceTimeline withPending(Duration duration) {
        return new InstanceTimeline(shownAfter, duration, boot, reclaimedAfter, shutdown);
    }

    public InstanceTimeline withBoot(Duration duration) {
        return new InstanceTimeline(shownAfter, pending, duration, reclaimedAfter, shutdown);
    }

    public InstanceTimeline withReclaimedAfter(Duration duration) {
        return new InstanceTimeline(shownAfter, pending, boot, duration, shutdown);
    }

    public InstanceTimeline withShutdown(Duration duration) {
        return new InstanceTimeline(shownAfter, pending, boot, reclaimedAfter, duration);
    }
}
