package io.jenkins.plugins.locustswarm.benchmarks.engine;

import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import java.util.List;

/** Everything that is measured without Jenkins. */
public final class EngineBenchmarks {

    /** In the order in which they are measured. */
    public static final List<Benchmark> ALL = List.of();

    private EngineBenchmarks() {}
}
