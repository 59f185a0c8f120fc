package io.jenkins.plugins.locustswarm.benchmarks;

import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.RowFiles;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.util.List;

/**
 * The parameters that {@code benchmarks/run} passes to benchmarks that run as tests, and the folder from which it
 * takes their rows.
 */
public final class JenkinsRows {

    private JenkinsRows() {}

    public static int rounds() {
        return Integer.parseInt(System.getenv().getOrDefault("BENCHMARK_ROUNDS", "5"));
    }

    public static void write(Topic topic, List<Row> rows) throws IOException {
        new RowFiles(Repository.path("benchmarks/target/rows")).write(topic, rows);
    }

    /** The used memory of this JVM after garbage collection. */
    public static double heapMegabytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime jvm = Runtime.getRuntime();
        return (jvm.totalMemory() - jvm.freeMemory()) / 1024. / 1024.;
    }
}
