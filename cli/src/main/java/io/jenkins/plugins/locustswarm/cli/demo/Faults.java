package io.jenkins.plugins.locustswarm.cli.demo;

import java.time.Duration;

/**
 * Faults of the sample API.
 *
 * @param delay time that every request waits before it is handled; zero for none
 * @param failEvery n to answer every n-th request with status 500; 0 for none
 */
public record Faults(Duration delay, int failEvery) {

    /** No faults. */
    public static final Faults NONE = new Faults(Duration.ZERO, 0);

    /** @throws IllegalArgumentException if the delay or the number is negative */
    public Faults {
        if (delay.isNegative() || failEvery < 0) {
            throw new IllegalArgumentException(
                    "Faults cannot be negative: delay " + delay + ", failEvery " + failEvery);
        }
    }

    /** Returns these faults with another delay. */
    public Faults delay(Duration time) {
        return new Faults(time, failEvery);
    }

    /** Returns these faults with another number of requests per failure. */
    public Faults failEvery(int requests) {
        return new Faults(delay, requests);
    }
}
