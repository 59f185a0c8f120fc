package io.jenkins.plugins.locustswarm.steps;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The port of Locust's web page, which is the same in each test: tests in several JVMs, also of other checkouts, use it one
 * after another.
 */
final class WebPagePort implements AutoCloseable {

    private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "locust-swarm-web-page.lock");

    /** Longer than a test with a web page takes. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final FileChannel channel;

    private WebPagePort(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until no other test uses the port. */
    static WebPagePort reserve() throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(LOCK, CREATE, WRITE);
        Deadline deadline = Deadline.in(LIMIT);
        while (channel.tryLock() == null) {
            assertThat(deadline.passed()).as("the port is in use").isFalse();
            deadline.pause(Duration.ofMillis(100));
        }
        return new WebPagePort(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close(); // which ends the lock
    }
}
