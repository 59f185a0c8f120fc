package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

/** Limits calls as EC2 does ("Request throttling for the Amazon EC2 API"): so many at once, then so many a second. */
final class TokenBucket {

    private final SimulatedTime time;
    private final int size;
    private final double aSecond;
    private double tokens;
    private long at = System.nanoTime();

    TokenBucket(SimulatedTime time, int size, double aSecond) {
        this.time = time;
        this.size = size;
        this.tokens = size;
        this.aSecond = aSecond;
    }

    /** @throws software.amazon.awssdk.services.ec2.model.Ec2Exception if there are not so many */
    void take(int count) {
        long now = System.nanoTime();
        tokens = Math.min(size, tokens + time.between(at, now).toMillis() / 1000. * aSecond);
        at = now;
        if (tokens < count) {
            throw Refusals.of(503, "RequestLimitExceeded");
        }
        tokens -= count;
    }
}
