package io.jenkins.plugins.locustswarm.benchmarks;

import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.RowFiles;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.util.List;

/** What {@code benchmarks/run} tells the rows that are tests, and where it takes them from. */
public final class JenkinsRows {

    private JenkinsRows() {}

    public static int rounds() {
        return Integer.parseInt(System.getenv().getOrDefault("BENCHMARK_ROUNDS", "5"));
    }

    public static void write(Topic topic, List<Row> rows) throws IOException {
        new RowFiles(Repository.path("benchmarks/target/rows")).write(topic, rows);
    }

    /** The memory of this JVM that is really in use. */
    public static double heapMegabytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime jvm = Runtime.getRuntime();
        return (jvm.totalMemory() - jvm.freeMemory()) / 1024. / 1024.;
    }
}
