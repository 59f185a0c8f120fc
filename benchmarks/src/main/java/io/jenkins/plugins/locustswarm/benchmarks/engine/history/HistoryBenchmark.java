package io.jenkins.plugins.locustswarm.benchmarks.engine.history;

import io.jenkins.plugins.locustswarm.benchmarks.history.HistoryFile;
import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures reading a full history as the command and the plugin read it: the Aggregated rows, or the rows of one
 * name.
 */
public final class HistoryBenchmark implements Benchmark {

    /** The same in Python: selects the rows of one name, parses their numbers, and prints the time that this took. */
    private static final String PYTHON = """
            import csv, sys, time
            file, type, name, times = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
            started = time.perf_counter()
            for _ in range(times):
                rows = []
                with open(file, newline="") as lines:
                    reader = csv.reader(lines)
                    header = next(reader)
                    t, n = header.index("Type"), header.index("Name")
                    numbers = [i for i in range(len(header)) if i not in (t, n)]
                    for row in reader:
                        if row[n] == name and row[t] == type:
                            rows.append([float(row[i]) for i in numbers])
            print(time.perf_counter() - started, len(rows))
            """;

    private static final List<Integer> HEAPS = List.of(64, 48, 32, 24, 16, 12, 8, 6, 4);

    private static final String NOTE = "Rows of one kind are found, and their numbers parsed, in a JVM that has done it"
            + " before, as a controller has; %s The file is in the page cache.";
    private static final String WC_NOTE =
            NOTE.formatted("`wc -l` is timed with the start of its process, of which a small file gets a tenth.");
    private static final String PYTHON_NOTE = NOTE.formatted(
            "Python does the same with its `csv` module and `float`," + " and its start is not counted.");

    @Override
    public Topic topic() {
        return Topic.HISTORY;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        Path folder = bench.folder("history");
        String python = Timed.process(folder, Map.of(), List.of("python3", "-V"))
                .out()
                .strip()
                .replace("Python ", "");
        List<Row> rows = new ArrayList<>();
        rows.addAll(size(bench, folder, "2 h, 367,200 rows", 7_200, 10));
        rows.addAll(size(bench, folder, "20 h, 3,672,000 rows", 72_000, 1));
        return rows.stream().map(row -> row.version("Python", python)).toList();
    }

    /**
     * @param times number of times that a turn reads the file, so that the start of the process does not dominate for
     *     a small file
     */
    private List<Row> size(Bench bench, Path folder, String size, int seconds, int times) throws Exception {
        Path file = HistoryFile.write(folder.resolve(seconds + "_stats_history.csv"), seconds);
        String what = HistoryFile.NAMES + " names x " + size + ": ";
        RequestName one = new RequestName("GET", HistoryFile.name(7));
        Rounds.Turn aggregated = turn(times, seconds, row -> HistoryCsv.readAggregated(file, row));
        Rounds.Turn named =
                turn(times, seconds, row -> HistoryCsv.read(Files.newInputStream(file), "history", one, row));
        for (int i = 0; i < 3; i++) { // warm
            aggregated.measure();
            named.measure();
        }
        List<Row> rows = new ArrayList<>();
        Goal wc = Goal.atMost(4);
        Goal python = Goal.atMost(0.2);
        rows.add(row(what + "Aggregated", "wc -l", wc, bench, aggregated, () -> wc(file, times))
                .noted(WC_NOTE));
        rows.add(row(what + "one name", "wc -l", wc, bench, named, () -> wc(file, times))
                .noted(WC_NOTE));
        rows.add(row(
                        what + "Aggregated",
                        "Python",
                        python,
                        bench,
                        aggregated,
                        () -> python(file, "", "Aggregated", times))
                .noted(PYTHON_NOTE));
        if (times > 1) { // Python takes its time
            rows.add(row(
                            what + "one name",
                            "Python",
                            python,
                            bench,
                            named,
                            () -> python(file, one.type(), one.name(), times))
                    .noted(PYTHON_NOTE));
        }
        rows.add(Row.figure(Topic.HISTORY, what + "heap that is enough", "", Goal.atMost(64), "MB", List.of(heap(file)))
                .noted("The smallest `-Xmx` of " + HEAPS
                        + " MB with which a JVM of its own reads the Aggregated rows."));
        Files.delete(file);
        return rows;
    }

    private interface Reading {
        void into(Consumer<HistoryRow> row) throws IOException;
    }

    private static Rounds.Turn turn(int times, int rows, Reading reading) {
        return () -> Timed.seconds(() -> {
                    for (int i = 0; i < times; i++) {
                        List<HistoryRow> found = new ArrayList<>();
                        reading.into(found::add);
                        check(found.size(), rows);
                    }
                })
                / times;
    }

    private static void check(int found, int wanted) {
        if (found != wanted) {
            throw new IllegalStateException(found + " rows instead of " + wanted);
        }
    }

    private static Row row(String what, String against, Goal goal, Bench bench, Rounds.Turn ours, Rounds.Turn theirs)
            throws Exception {
        return Row.ratio(Topic.HISTORY, what, against, goal, "s", Rounds.alternating(bench.rounds(), ours, theirs));
    }

    private static double wc(Path file, int times) throws IOException, InterruptedException {
        String often = "for i in $(seq " + times + "); do wc -l \"$0\"; done";
        return Timed.process(file.getParent(), Map.of(), List.of("bash", "-c", often, file.toString()))
                        .seconds()
                / times;
    }

    private static double python(Path file, String type, String name, int times)
            throws IOException, InterruptedException {
        String said = Timed.process(
                        file.getParent(),
                        Map.of(),
                        List.of("python3", "-c", PYTHON, file.toString(), type, name, String.valueOf(times)))
                .out();
        return Double.parseDouble(said.split(" ")[0]) / times;
    }

    private static double heap(Path file) throws IOException, InterruptedException {
        double enough = Double.POSITIVE_INFINITY;
        for (int megabytes : HEAPS) {
            try {
                Timed.process(
                        file.getParent(),
                        Map.of(),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx" + megabytes + "m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HistoryReadMain.class.getName(),
                                file.toString()));
                enough = megabytes;
            } catch (IllegalStateException tooSmall) {
                break;
            }
        }
        return enough;
    }
}
