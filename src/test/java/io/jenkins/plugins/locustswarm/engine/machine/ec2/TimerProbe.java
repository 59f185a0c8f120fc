package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

/** Scripts of tests that look at the timer of a machine. */
final class TimerProbe {

    /** Counts the timers, when the last one runs: setsid, which starts it, has its arguments, too. */
    static final String COUNT = """
            for ((i = 0; i < 100; i++)); do
                pgrep -f '^sh -c.*locust-swarm-timer' | grep -qxs -f /opt/locust-swarm/timer.pid && break
                sleep 0.1
            done
            pgrep -f '^sh -c.*locust-swarm-timer' | wc -l
            """;

    /** Prints for how many seconds the machine may live on. */
    static final String LEFT =
            "read -r _ _ end _ </opt/locust-swarm/lease; read -r up _ </proc/uptime; echo $((end - ${up%.*}))\n";

    private TimerProbe() {}

    /** @param left what {@link #LEFT} has just printed */
    static void assertEndsAt(Instant end, Duration tolerance, String left) {
        assertThat(Instant.now().plusSeconds(Long.parseLong(left.strip())))
                .isBetween(end.minus(tolerance), end.plus(tolerance));
    }
}
