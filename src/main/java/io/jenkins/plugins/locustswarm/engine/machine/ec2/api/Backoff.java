package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that grow, each up to a quarter more or less, so that many who wait do not ask at the same moment. */
public final class Backoff {

    private static final double GROWTH = 1.5;

    private final Duration most;
    private Duration next;

    public Backoff(Ec2Timing pace) {
        this.next = pace.firstPoll();
        this.most = pace.maxPoll();
    }

    /** How long to wait this time; longer the next time. */
    public Duration next() {
        double factor = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        Duration now = Duration.ofNanos((long) (next.toNanos() * factor));
        Duration grown = Duration.ofNanos((long) (next.toNanos() * GROWTH));
        next = grown.compareTo(most) < 0 ? grown : most;
        return now;
    }

    public void pause(Deadline deadline) throws InterruptedException {
        deadline.pause(next());
    }
}
