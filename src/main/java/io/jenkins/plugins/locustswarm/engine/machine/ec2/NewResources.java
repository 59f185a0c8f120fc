package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.MachineHours;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For how long EC2 may not yet show what it has just created. */
final class NewResources {

    private final Ec2Timing timing;

    NewResources(Ec2Timing timing) {
        this.timing = timing;
    }

    /**
     * Returns the time until EC2 certainly shows what was created at that time; zero if that is over. A time in the future,
     * since a clock was set back, counts as now.
     */
    Duration untilShown(Instant created) {
        Duration left = Duration.between(Instant.now(), created.plus(timing.visible()));
        return left.isNegative() ? Duration.ZERO : left.compareTo(timing.visible()) > 0 ? timing.visible() : left;
    }

    /** As {@link #untilShown} for a call that may have been repeated for as long as EC2 did not answer. */
    Duration untilShownByCall(Instant firstMade) {
        return untilShown(firstMade.plus(timing.outage()));
    }

    /** Whether EC2 shows all instances of the calls whose replies are not in the record, besides those that are in it. */
    static boolean areLaunchesShown(SwarmRecord swarm, Collection<Ec2Machine> shown) {
        Set<String> recorded = swarm.machines().stream().map(MachineRecord::id).collect(Collectors.toSet());
        long others = shown.stream()
                .filter(machine -> !recorded.contains(machine.id()) && !machine.isGoing())
                .count();
        return others
                >= new Ec2Resources(swarm)
                        .launches().stream().mapToInt(LaunchAttempt::count).sum();
    }

    /**
     * Whether EC2 may not show one of the machines yet. EC2's clock, which the launch times are from, and that of this
     * computer can differ: a machine that is new by one of them is new.
     */
    boolean mayBeHidden(SwarmRecord swarm, Collection<MachineRecord> machines) {
        Stream<Optional<Instant>> launches = Stream.concat(
                machines.stream().map(machine -> MachineHours.launchedAt(swarm, machine)),
                Stream.of(new Ec2Resources(swarm).lastLaunch()));
        return launches.flatMap(Optional::stream)
                .anyMatch(launched -> !untilShown(launched).isZero());
    }
}
