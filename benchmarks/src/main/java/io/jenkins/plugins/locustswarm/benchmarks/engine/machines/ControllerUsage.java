package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.locustswarm.benchmarks.run.Heap;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The resources that this process uses from the creation of this object on, in addition to those before. */
final class ControllerUsage implements AutoCloseable {

    /** A garbage collection takes some hundredths of a second of one core. */
    private static final int SECONDS_BETWEEN_LOOKS_AT_HEAP = 5;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "looks at heap");
        thread.setDaemon(true);
        return thread;
    });
    private final double heapBefore;
    private final int threadsBefore;
    private final long processorBefore;
    private volatile double heap;

    ControllerUsage() {
        heapBefore = Heap.usedMegabytes();
        looks.scheduleWithFixedDelay(this::look, 0, SECONDS_BETWEEN_LOOKS_AT_HEAP, TimeUnit.SECONDS);
        threads.resetPeakThreadCount();
        threadsBefore = threads.getThreadCount();
        processorBefore = system.getProcessCpuTime();
    }

    private void look() {
        heap = Math.max(heap, Heap.usedMegabytes() - heapBefore);
    }

    /** Returns the most heap, in megabytes, that was in use after a garbage collection. */
    double heapMegabytes() {
        return heap;
    }

    /** Returns the most threads that were alive at the same time. */
    int threads() {
        return threads.getPeakThreadCount() - threadsBefore;
    }

    /** Returns the processor time in seconds, that of the garbage collections included. */
    double processorSeconds() {
        return (system.getProcessCpuTime() - processorBefore) / 1e9;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
