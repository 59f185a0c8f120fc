package io.jenkins.plugins.locustswarm.benchmarks.run;

import java.lang.management.ManagementFactory;

/** The used memory of this JVM after garbage collection. */
public final class Heap {

    private Heap() {}

    public static double usedMegabytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024. / 1024.;
    }
}
