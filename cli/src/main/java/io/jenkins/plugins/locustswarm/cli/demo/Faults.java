package io.jenkins.plugins.locustswarm.cli.demo;

import java.time.Duration;

/**
 * How the sample API misbehaves.
 *
 * @param delay the time every request waits before it is worked on; zero for none
 * @param failEvery each so many requests one is answered with status 500; 0 for none
 */
public record Faults(Duration delay, int failEvery) {

    /** An API in good health. */
    public static final Faults NONE = new Faults(Duration.ZERO, 0);

    /** @throws IllegalArgumentException for a negative delay or number */
    public Faults {
        if (delay.isNegative() || failEvery < 0) {
            throw new IllegalArgumentException(
                    "Faults cannot be negative: delay " + delay + ", failEvery " + failEvery);
        }
    }

    /** The same faults with every request delayed by this time. */
    public Faults delay(Duration time) {
        return new Faults(time, failEvery);
    }

    /** The same faults with every so many requests answered with status 500. */
    public Faults failEvery(int requests) {
        return new Faults(delay, requests);
    }
}
