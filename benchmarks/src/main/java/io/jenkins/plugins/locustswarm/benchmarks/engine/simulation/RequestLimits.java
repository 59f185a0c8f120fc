package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.time.Duration;

/**
 * The token buckets of an account ("Request throttling for the Amazon EC2 API"): five RunInstances calls at once, then two a
 * second; 1000 machines at once, then two a second; 1000 terminations at once, then 20 a second.
 */
final class RequestLimits {

    private static final int MACHINES_AT_ONCE = 1000;
    private static final int CALLS_AT_ONCE = 5;
    private static final double LAUNCHES_A_SECOND = 2;
    private static final double LAUNCH_CALLS_A_SECOND = 2;
    private static final double TERMINATIONS_A_SECOND = 20;

    private final TokenBucket launchCalls;
    private final TokenBucket launches;
    private final TokenBucket terminations;

    RequestLimits(SimulatedTime time) {
        this.launchCalls = new TokenBucket(time, CALLS_AT_ONCE, LAUNCH_CALLS_A_SECOND);
        this.launches = new TokenBucket(time, MACHINES_AT_ONCE, LAUNCHES_A_SECOND);
        this.terminations = new TokenBucket(time, MACHINES_AT_ONCE, TERMINATIONS_A_SECOND);
    }

    void takeLaunchCall() {
        launchCalls.take(1);
    }

    void takeLaunches(int machines) {
        launches.take(machines);
    }

    void takeTerminations(int machines) {
        terminations.take(machines);
    }

    /** Returns how long so many RunInstances calls take at least, by the limit of calls. */
    static Duration untilCalled(int calls) {
        return seconds((calls - CALLS_AT_ONCE) / LAUNCH_CALLS_A_SECOND);
    }

    /** Returns how long it takes at least to launch so many machines, by the limit of machines. */
    static Duration untilLaunched(int machines) {
        return seconds((machines - MACHINES_AT_ONCE) / LAUNCHES_A_SECOND);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (Math.max(0, seconds) * 1000));
    }
}
