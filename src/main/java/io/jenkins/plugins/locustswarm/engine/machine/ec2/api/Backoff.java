package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses between polls. Each is up to a quarter longer or shorter, so that many swarms do not poll in step. */
public final class Backoff {

    private static final double GROWTH = 1.5;

    private final Duration max;
    private Duration next;

    public Backoff(Ec2Timing timing) {
        this.next = timing.firstPoll();
        this.max = timing.maxPoll();
    }

    /** Returns the length of this pause; the next one is longer. */
    public Duration next() {
        double factor = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        Duration now = Duration.ofNanos((long) (next.toNanos() * factor));
        Duration grown = Duration.ofNanos((long) (next.toNanos() * GROWTH));
        next = grown.compareTo(max) < 0 ? grown : max;
        return now;
    }

    public void pause(Deadline deadline) throws InterruptedException {
        deadline.pause(next());
    }
}
