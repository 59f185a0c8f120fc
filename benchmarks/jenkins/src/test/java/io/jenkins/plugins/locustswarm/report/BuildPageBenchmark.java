package io.jenkins.plugins.locustswarm.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.benchmarks.JenkinsRows;
import io.jenkins.plugins.locustswarm.benchmarks.history.HistoryFile;
import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.report.chart.LoadSpan;
import io.jenkins.plugins.locustswarm.report.chart.RunCharts;
import io.jenkins.plugins.locustswarm.report.chart.TimeLine;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Measures the charts over the time of a run, as JSON, for a large history. */
class BuildPageBenchmark {

    private static final int POINTS = 600;
    private static final int WARM_UP = 5;

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void chartDataCostsLittleMoreThanReadingTheFile() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int hours : List.of(2, 20)) {
            Path file = HistoryFile.write(folder.resolve(hours + "_stats_history.csv"), hours * 3600);
            for (int i = 0; i < WARM_UP; i++) {
                charts(file);
                read(file);
            }
            Rounds rounds = Rounds.alternating(JenkinsRows.rounds(), () -> charts(file), () -> read(file));
            rows.add(Row.ratio(
                            Topic.BUILD_PAGE,
                            "build page's chart data from " + HistoryFile.NAMES + " names x " + hours + " h",
                            "reading the file once",
                            Goal.atMost(1.3),
                            "s",
                            rounds)
                    .noted("The same reader twice, of the Aggregated rows: once with nothing behind it, once with the"
                            + " charts over the run's time in at most 600 points, to their JSON. In a warm JVM,"
                            + " with the file in the page cache."));
        }
        JenkinsRows.write(Topic.BUILD_PAGE, rows);
    }

    private static double charts(Path file) {
        long start = System.nanoTime();
        TimeLine line = new TimeLine(POINTS, LoadSpan.UNKNOWN);
        HistoryCsv.readAggregated(file, line);
        String json = JsonText.of(RunCharts.of(line));
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(json).contains("requestsPerSecond");
        return seconds;
    }

    private static double read(Path file) {
        long start = System.nanoTime();
        HistoryCsv.readAggregated(file, row -> {});
        return (System.nanoTime() - start) / 1e9;
    }
}
