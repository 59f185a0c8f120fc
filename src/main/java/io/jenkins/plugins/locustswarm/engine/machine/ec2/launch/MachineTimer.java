package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The timer on each instance that shuts it down when the lease ends. It always receives a remaining time, so that neither a
 * wrong date on the instance nor one on this computer moves the end.
 */
public final class MachineTimer {

    private static final String NAME = "locust-swarm-arm";

    private MachineTimer() {}

    /** Returns the command that starts the timer at every boot. Later boots continue with the time that remained. */
    static List<String> bootCommand(String swarmId, Duration lease) {
        return List.of("sh", "-c", script(), NAME, "boot", swarmId, seconds(lease));
    }

    /** Returns the arguments of {@link #script} that extend the lease; one that ends later stays as it is. */
    public static List<String> extension(String swarmId, Instant end) {
        return List.of("extend", swarmId, seconds(Duration.between(Instant.now(), end)));
    }

    /** Returns the script, for {@code sh} as root. */
    public static String script() {
        try (InputStream in = MachineTimer.class.getResourceAsStream("timer.sh")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String seconds(Duration left) {
        return Long.toString(Math.max(0, left.toSeconds()));
    }
}
