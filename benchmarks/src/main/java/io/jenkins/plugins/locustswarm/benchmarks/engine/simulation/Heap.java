package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.lang.management.ManagementFactory;

/** The used memory of this JVM after garbage collection. */
final class Heap {

    private Heap() {}

    static double usedMegabytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024. / 1024.;
    }
}
