package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import java.util.concurrent.TimeUnit;

/**
 * Lets callers through as fast as EC2 accepts RunInstances calls: five at once, and then two per second ("Request
 * throttling for the Amazon EC2 API", request token bucket). Thread-safe.
 */
final class CallPace {

    private static final int BURST = 5;
    private static final long NANOS_PER_CALL = TimeUnit.MILLISECONDS.toNanos(500);

    /** When the token bucket is full again if no more calls are made. */
    private long fullAt = System.nanoTime();

    /** Waits until the next call may be made. */
    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(reserve());
    }

    private synchronized long reserve() {
        long now = System.nanoTime();
        fullAt = (fullAt - now > 0 ? fullAt : now) + NANOS_PER_CALL;
        return Math.max(0, fullAt - now - BURST * NANOS_PER_CALL);
    }
}
