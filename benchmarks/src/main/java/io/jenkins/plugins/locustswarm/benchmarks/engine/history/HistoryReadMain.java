package io.jenkins.plugins.locustswarm.benchmarks.engine.history;

import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import java.nio.file.Path;

/** Reads a history in a separate JVM, whose heap the caller limits. */
final class HistoryReadMain {

    private HistoryReadMain() {}

    public static void main(String[] arguments) {
        HistoryCsv.readAggregated(Path.of(arguments[0]), row -> {});
    }
}
