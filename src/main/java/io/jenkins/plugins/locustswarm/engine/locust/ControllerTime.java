package io.jenkins.plugins.locustswarm.engine.locust;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment on the controller. Moments can only be compared within one process.
 *
 * @param clock time of the controller's clock, which can be set
 * @param nanos time of {@link System#nanoTime}, which cannot be set, but may stand still while the computer is suspended
 */
public record ControllerTime(Instant clock, long nanos) {

    /** Returns this moment. */
    public static ControllerTime now() {
        return new ControllerTime(Instant.now(), System.nanoTime());
    }

    /** Returns the time from another moment to this one; negative if the other one is later. */
    Duration since(ControllerTime other) {
        return Duration.ofNanos(nanos - other.nanos);
    }

    /** Returns by how much more the clock has advanced since another moment; negative if by less. */
    Duration driftSince(ControllerTime other) {
        return Duration.between(other.clock, clock).minus(since(other));
    }
}
