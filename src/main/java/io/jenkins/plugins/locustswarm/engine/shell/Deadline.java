package io.jenkins.plugins.locustswarm.engine.shell;

import java.time.Duration;

/** A point in time on the monotonic clock, which changes of the system time do not affect. */
public final class Deadline {

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean passed() {
        return remaining().isZero();
    }

    /** Returns the time that is left; zero once the deadline has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    /** Sleeps for the given time, but not past the deadline. */
    public void pause(Duration atMost) throws InterruptedException {
        Duration left = remaining();
        Thread.sleep((left.compareTo(atMost) < 0 ? left : atMost).toMillis());
    }
}
