package io.jenkins.plugins.locustswarm.benchmarks.engine.load;

import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A master of Locust with many workers. */
public final class MasterBenchmark implements Benchmark {

    /** What a run says in its health that did not end in time. */
    private static final Set<String> SAYS_LATE = Set.of("ENDED_LATE", "ENDED_BY_SWARM");

    private static final double MAX_LATE = 5;
    private static final int FEW_NAMES = 10;
    private static final String NOTE =
            "locust-swarm test with a real master of Locust, and workers of benchmarks/workers:"
                    + " they speak Locust's protocol, register, send a heartbeat every second and every three seconds a report of"
                    + " made-up requests, to ten names where the row does not say how many, and end. All are on the cores of this"
                    + " computer, 200 in each process. The run time is " + ProtocolWorkers.SECONDS
                    + " s. Requests that were reported but not counted are those of reports"
                    + " that arrived while the test was ending. The swarm ends a Locust that does not end by itself. A run that"
                    + " ends more than " + (int) MAX_LATE + " s late has to say so in its health.";

    @Override
    public Topic topic() {
        return Topic.MASTER;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        Path venv = LocustVenv.current();
        List<Row> rows = new ArrayList<>();
        for (int workers : List.of(100, 1_000, 3_200)) {
            rows.addAll(rows(bench, venv, workers, FEW_NAMES));
        }
        rows.addAll(rows(bench, venv, 100, 100));
        rows.addAll(rows(bench, venv, 100, 1_000));
        rows.addAll(rows(bench, venv, 1_000, 100));
        return rows;
    }

    private static List<Row> rows(Bench bench, Path venv, int workers, int names) throws Exception {
        String what =
                "master with " + workers + " workers" + (names == FEW_NAMES ? "" : ", " + names + " names") + ": ";
        List<ProtocolWorkers.Run> runs = new ArrayList<>();
        for (int round = 0; round < bench.rounds(); round++) {
            ProtocolWorkers.Run run = new ProtocolWorkers(bench.folder("master"), venv).run(workers, names);
            bench.say(what + run.log() + ", verdict "
                    + run.summary().get("verdict").textValue() + ", health "
                    + run.summary().get("health") + ", workers " + run.summary().get("workers"));
            runs.add(run);
        }
        return rows(what, runs);
    }

    private static List<Row> rows(String what, List<ProtocolWorkers.Run> runs) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(
                what + "all register", "s", Goal.none(), runs, run -> run.log().register()));
        rows.addAll(ifAny(what + "all users spawned", known(runs, MasterTimes::spawn)));
        rows.addAll(ifAny(what + "ends after its run time", known(runs, MasterTimes::late)));
        rows.add(count(
                what + "runs that Locust ended late or not at all",
                Goal.none(),
                runs,
                runs.stream().filter(MasterBenchmark::isLate)));
        rows.add(count(
                what + "of these, runs whose health does not say so",
                Goal.atMost(0),
                runs,
                runs.stream().filter(run -> isLate(run) && !saysLate(run))));
        rows.add(row(
                what + "missed, though they sent heartbeats",
                "workers",
                Goal.atMost(0),
                runs,
                run -> Math.max(0, run.log().missing() - run.silent())));
        rows.add(row(
                what + "requests counted, of those reported",
                "",
                Goal.none(),
                runs,
                run -> (double) run.summary().get("requests").longValue() / run.requestsSent()));
        return rows;
    }

    private static boolean isLate(ProtocolWorkers.Run run) {
        Double late = run.log().late();
        return late == null || late > MAX_LATE;
    }

    private static boolean saysLate(ProtocolWorkers.Run run) {
        return run.summary()
                .get("health")
                .valueStream()
                .anyMatch(finding -> SAYS_LATE.contains(finding.get("kind").textValue()));
    }

    private static Row count(
            String what, Goal goal, List<ProtocolWorkers.Run> runs, Stream<ProtocolWorkers.Run> counted) {
        return Row.figure(Topic.MASTER, what, "", goal, "of " + runs.size(), List.of((double) counted.count()))
                .noted(NOTE);
    }

    /** Returns the figure of those runs that have it. */
    private static List<Double> known(List<ProtocolWorkers.Run> runs, Function<MasterTimes, Double> figure) {
        return runs.stream()
                .map(ProtocolWorkers.Run::log)
                .map(figure)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Row> ifAny(String what, List<Double> figures) {
        return figures.isEmpty()
                ? List.of()
                : List.of(Row.figure(Topic.MASTER, what, "", Goal.none(), "s", figures)
                        .noted(NOTE));
    }

    private static Row row(
            String what,
            String unit,
            Goal goal,
            List<ProtocolWorkers.Run> runs,
            ToDoubleFunction<ProtocolWorkers.Run> figure) {
        return Row.figure(
                        Topic.MASTER,
                        what,
                        "",
                        goal,
                        unit,
                        runs.stream().map(run -> figure.applyAsDouble(run)).toList())
                .noted(NOTE);
    }
}
