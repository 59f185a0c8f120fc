package io.jenkins.plugins.locustswarm.benchmarks.run;

import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import java.util.List;

/** Measures the rows of a topic. */
public interface Benchmark {

    Topic topic();

    List<Row> measure(Bench bench) throws Exception;
}
