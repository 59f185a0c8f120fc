package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.time.Duration;

/**
 * The time that nothing but EC2, the network and bootstrap.sh need for a swarm: every call, login and script begins at the
 * first moment at which it can, and nothing waits for the controller. Drawn from the same latencies as the simulation.
 */
final class SimulatedFloor {

    /** The subnets of the region, a security group in their VPC and a rule in that: each needs the answer before it. */
    private static final int CALLS_BEFORE_THE_LAUNCH = 3;

    private static final int MACHINES_PER_CALL = 100;

    private final SimulatedTime time;

    SimulatedFloor(SimulatedTime time) {
        this.time = time;
    }

    /** Returns the time until the last of the machines is up. */
    Duration of(int machines) {
        Duration last = Duration.ZERO;
        for (int machine = 0; machine < machines; machine++) {
            Duration up = launched(machine, machines)
                    .plus(time.pending())
                    .plus(time.boot())
                    .plus(SimulatedTime.one(time.connects()))
                    .plus(SimulatedTime.one(time.commands()))
                    .plus(SimulatedTime.one(time.uploads()))
                    .plus(time.bootstrap());
            last = longer(last, up);
        }
        return last;
    }

    /** Returns when EC2 has answered the call that launches this machine, at the rates of its two token buckets. */
    private Duration launched(int machine, int machines) {
        int call = machine / MACHINES_PER_CALL;
        int including = Math.min(machines, (call + 1) * MACHINES_PER_CALL);
        return time.apiCall()
                .multipliedBy(CALLS_BEFORE_THE_LAUNCH + 1L)
                .plus(longer(RequestLimits.untilCalled(call + 1), RequestLimits.untilLaunched(including)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
