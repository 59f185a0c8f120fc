package io.jenkins.plugins.locustswarm.benchmarks.engine;

import io.jenkins.plugins.locustswarm.benchmarks.engine.command.StartBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.ec2.ApiCallsBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.ec2.DownBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.history.HistoryBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.load.LoadBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.load.MasterBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.machines.BringUpBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.machines.ManyHostsBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.machines.UploadBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulationBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.trend.ChangeGateBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.engine.trend.TrendBenchmark;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import java.util.List;

/** All benchmarks that do not need Jenkins. */
public final class EngineBenchmarks {

    /** The workers on them need most of the memory of the computer that the table is about. */
    private static final int HOSTS = 200;

    /** In the order in which they are measured. */
    public static final List<Benchmark> ALL = List.of(
            new StartBenchmark(),
            new BringUpBenchmark(),
            new ManyHostsBenchmark(HOSTS),
            new UploadBenchmark(),
            new DownBenchmark(),
            new ApiCallsBenchmark(),
            new HistoryBenchmark(),
            new TrendBenchmark(),
            new ChangeGateBenchmark(),
            new LoadBenchmark(),
            new MasterBenchmark(),
            new SimulationBenchmark());

    private EngineBenchmarks() {}
}
