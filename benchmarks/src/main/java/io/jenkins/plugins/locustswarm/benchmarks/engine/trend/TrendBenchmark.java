package io.jenkins.plugins.locustswarm.benchmarks.engine.trend;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.benchmarks.run.PeerVenv;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.engine.trend.changepoint.ChangePointSearch;
import io.jenkins.plugins.locustswarm.engine.trend.changepoint.GeneratedSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finding the changes of all figures of a test: 25 request names with 6 figures each, over 1,000 builds. */
public final class TrendBenchmark implements Benchmark {

    private static final int SERIES = 150;
    private static final int BUILDS = 1_000;
    private static final int SHIFTS = 4;

    /** Series for Otava, which takes its time. */
    private static final int SERIES_OF_PEER = 10;

    private static final String OTAVA = "0.8.0";

    /** Says how long the search took, and how many changes it found. */
    private static final String PYTHON = """
            import json, sys, time
            from otava.analysis import compute_change_points
            with open(sys.argv[1]) as file:
                series = json.load(file)
            started = time.perf_counter()
            found = sum(len(compute_change_points(one, window_len=50, max_pvalue=0.001, min_magnitude=0.0)[0])
                        for one in series)
            print(time.perf_counter() - started, found)
            """;

    @Override
    public Topic topic() {
        return Topic.TREND;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        Path folder = bench.folder("trend");
        List<double[]> all = series(SERIES);
        List<double[]> some = series(SERIES_OF_PEER);
        Path file = folder.resolve("series.json");
        new ObjectMapper().writeValue(file.toFile(), some);
        Path python = PeerVenv.with("apache-otava==" + OTAVA).resolve("bin/python");
        int expected = found(some);
        List<Double> ours = new ArrayList<>();
        for (int round = 0; round < bench.rounds(); round++) {
            ours.add(Timed.seconds(() -> check(found(all))));
        }
        Rounds rounds = Rounds.alternating(
                bench.rounds(), () -> Timed.seconds(() -> check(found(some))), () -> otava(python, file, expected));
        String what = SERIES + " series of 1,000 builds: change points";
        return List.of(
                Row.figure(Topic.TREND, what, "", Goal.atMost(0.5), "s", ours)
                        .noted("25 request names with 6 figures; " + SHIFTS + " shifts and 5 % noise in each series."),
                Row.ratio(
                                Topic.TREND,
                                SERIES_OF_PEER + " series of 1,000 builds: change points",
                                "Otava",
                                Goal.atMost(0.1),
                                "s",
                                rounds)
                        .noted("Otava's start is not counted. Both find the same number of changes.")
                        .version("Otava", OTAVA));
    }

    private static List<double[]> series(int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> GeneratedSeries.shifted(seed, BUILDS, SHIFTS))
                .toList();
    }

    private static int found(List<double[]> series) {
        return series.stream()
                .mapToInt(one -> ChangePointSearch.DEFAULT.find(one).size())
                .sum();
    }

    private static void check(int found) {
        if (found == 0) {
            throw new IllegalStateException("No changes were found");
        }
    }

    private static double otava(Path python, Path file, int expected) throws Exception {
        String[] said = Timed.process(
                        file.getParent(), Map.of(), List.of(python.toString(), "-c", PYTHON, file.toString()))
                .out()
                .strip()
                .split(" ");
        if (Integer.parseInt(said[1]) != expected) {
            throw new IllegalStateException("Otava found " + said[1] + " changes instead of " + expected);
        }
        return Double.parseDouble(said[0]);
    }
}
