package io.jenkins.plugins.locustswarm.benchmarks.run;

import io.jenkins.plugins.locustswarm.benchmarks.engine.EngineBenchmarks;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.RowFiles;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;

/**
 * Measures the rows that do not need Jenkins. Arguments: the folder for the rows, the number of rounds, and topics;
 * default: all topics.
 */
public final class BenchmarksMain {

    private BenchmarksMain() {}

    public static void main(String[] arguments) throws Exception {
        RowFiles files = new RowFiles(Path.of(arguments[0]));
        Bench bench = new Bench(Integer.parseInt(arguments[1]));
        Set<Topic> wanted = arguments.length > 2
                ? Arrays.stream(arguments, 2, arguments.length).map(Topic::of).collect(Collectors.toSet())
                : EnumSet.allOf(Topic.class);
        boolean well = true;
        for (Benchmark benchmark : EngineBenchmarks.ALL) {
            if (wanted.contains(benchmark.topic())) {
                well &= measure(benchmark, bench, files);
            }
        }
        System.exit(well ? 0 : 1); // whatever threads a row may have left
    }

    private static boolean measure(Benchmark benchmark, Bench bench, RowFiles files) throws Exception {
        String word = benchmark.topic().word();
        bench.say(word + " ...");
        try {
            List<Row> rows = benchmark.measure(bench);
            files.write(benchmark.topic(), rows);
            return true;
        } catch (Exception e) {
            bench.say(word + " was not measured:");
            e.printStackTrace();
            return false;
        } finally {
            FileUtils.deleteDirectory(Bench.scratch().toFile());
        }
    }
}
