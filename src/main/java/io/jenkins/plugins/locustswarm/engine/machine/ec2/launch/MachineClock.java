package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The clock on each machine that shuts it down when the lease is over. It is always told for how long from now on the
 * machine may live, so that neither a machine's wrong date nor ours moves the end.
 */
public final class MachineClock {

    private static final String NAME = "locust-swarm-arm";

    private MachineClock() {}

    /** The command that arms it at every boot: after the first boot it goes on with the time that was left. */
    static List<String> bootCommand(String swarmId, Duration lease) {
        return List.of("sh", "-c", script(), NAME, "boot", swarmId, seconds(lease));
    }

    /** Arguments of the {@link #script} that let the machine live until then at least. */
    public static List<String> extension(String swarmId, Instant end) {
        return List.of("extend", swarmId, seconds(Duration.between(Instant.now(), end)));
    }

    /** The script itself, for {@code sh}, as root. */
    public static String script() {
        try (InputStream in = MachineClock.class.getResourceAsStream("clock.sh")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String seconds(Duration left) {
        return Long.toString(Math.max(0, left.toSeconds()));
    }
}
