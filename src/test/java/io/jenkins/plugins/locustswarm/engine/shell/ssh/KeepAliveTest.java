package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.connection.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of keep-alive requests; {@link SshShellIT} has the requests themselves. */
@Timeout(60)
class KeepAliveTest {

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void aConnectionThatBlocksDoesNotDelayTheDeadlinesOfOthers() throws InterruptedException, ExecutionException {
        Future<?> keepAlive = KeepAlive.start(scheduler, blocked(), Duration.ofMillis(1), () -> {});
        try {
            asked.await();
            assertThatCode(() -> scheduler.submit(() -> {}).get(30, TimeUnit.SECONDS))
                    .doesNotThrowAnyException();
        } finally {
            keepAlive.cancel(false);
            goOn.countDown();
            scheduler.shutdownNow();
        }
    }

    /** A connection that answers nothing, as while sshj closes it and waits for its machine. */
    private Connection blocked() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    asked.countDown();
                    goOn.await();
                    throw new IllegalStateException("closed");
                });
    }
}
