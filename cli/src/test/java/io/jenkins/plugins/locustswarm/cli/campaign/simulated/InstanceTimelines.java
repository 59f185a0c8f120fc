package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.InstanceTimeline;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedTime;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** Gives the instances of a schedule their courses. */
final class InstanceTimelines implements Supplier<InstanceTimeline> {

    private final SimulatedSchedule schedule;
    private final SimulatedTime time;
    private final Random random;

    InstanceTimelines(SimulatedSchedule schedule, SimulatedTime time) {
        this.schedule = schedule;
        this.time = time;
        this.random = schedule.details();
    }

    @Override
    public InstanceTimeline get() {
        InstanceTimeline course = InstanceTimeline.usual(time);
        if (schedule.has(Fault.NOT_SHOWN)) {
            course = course.withShownAfter(seconds(20));
        }
        if (schedule.has(Fault.RUNNING_TOO_EARLY)) {
            course = course.withPending(Duration.ZERO).withBoot(seconds(90));
        }
        if (schedule.has(Fault.TERMINATED_LATE)) {
            course = course.withShutdown(seconds(240));
        }
        if (schedule.has(Fault.RECLAIMED) && isChosen()) {
            course = course.withReclaimedAfter(seconds(150));
        }
        if (schedule.has(Fault.PENDING_FOR_EVER) && isChosen()) {
            course = course.withPending(InstanceTimeline.NEVER);
        }
        if (schedule.has(Fault.NEVER_BOOTS) && isChosen()) {
            course = course.withBoot(InstanceTimeline.NEVER);
        }
        return course;
    }

    private boolean isChosen() {
        return random.nextInt(100) < percent(schedule);
    }

    /** Returns the share of machines with which something is wrong. */
    static int percent(SimulatedSchedule schedule) {
        return schedule.workers() < 10 ? 40 : 8;
    }

    private Duration seconds(int most) {
        return Duration.ofMillis(random.nextInt(most * 1000));
    }
}
