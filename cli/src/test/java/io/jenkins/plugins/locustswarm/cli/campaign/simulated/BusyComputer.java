package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Notes when this computer is so busy that the simulated clock, which cannot wait for it, is too quick. */
final class BusyComputer implements AutoCloseable {

    private static final long SLEEP = TimeUnit.MILLISECONDS.toNanos(20);

    /** Five times as much is the shortest limit of the engine that a simulated fault comes close to. */
    private static final long TOO_LATE = TimeUnit.MILLISECONDS.toNanos(200);

    /** Processes that are running or wait for a processor, for each processor. */
    private static final double MAX_LOAD = 5;

    private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    private final Thread thread = new Thread(this::watch, "busy computer");
    private volatile long last = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

    BusyComputer() {
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                long start = System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(SLEEP);
                if (System.nanoTime() - start > SLEEP + TOO_LATE || isLoaded()) {
                    last = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private boolean isLoaded() {
        return system.getSystemLoadAverage() > MAX_LOAD * system.getAvailableProcessors();
    }

    /** Whether the computer was too busy at any time since then. */
    boolean wasBusySince(long nanoTime) {
        return last - nanoTime > 0;
    }

    /** Waits until the computer has less to do, at most for that time. */
    void awaitQuiet(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (isLoaded() && System.nanoTime() - end < 0) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
