package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs of a swarm with 2 workers, 50 users and a minute, whose figures are a little different each time. */
public final class Runs {

    private final List<PastRun> runs = new ArrayList<>();
    private final List<RunSummary> summaries = new ArrayList<>();

    /** What a run is like, where it differs from the usual. */
    public static final class Run {
        private final Load.Builder load =
                Load.of("shop.py").host("http://shop").users(50).spawnRate(5.0).runTime(Duration.ofMinutes(1));

        @CheckForNull
        private String swarm = "nightly";

        @CheckForNull
        private String version = "2.47.0";

        private int workers = 2;
        private double average = 100;
        private double perSecond = 50;

        @CheckForNull
        private Double p95 = 200.0;

        @CheckForNull
        private Double cartP95;

        private long requests = 1_000;
        private long failures;
        private final List<HealthFinding> health = new ArrayList<>();

        public Run average(double millis) {
            average = millis;
            return this;
        }

        public Run p95(@CheckForNull Double millis) {
            p95 = millis;
            return this;
        }

        /** The p95 of /cart only, not that of all requests. */
        public Run cartP95(double millis) {
            cartP95 = millis;
            return this;
        }

        public Run requests(long all, long failed) {
            requests = all;
            failures = failed;
            return this;
        }

        public Run rps(double figure) {
            perSecond = figure;
            return this;
        }

        public Run users(int count) {
            load.users(count);
            return this;
        }

        public Run host(String url) {
            load.host(url);
            return this;
        }

        public Run runTime(Duration time) {
            load.runTime(time);
            return this;
        }

        public Run spawnRate(double perSecond) {
            load.spawnRate(perSecond);
            return this;
        }

        public Run workers(int count) {
            workers = count;
            return this;
        }

        public Run version(@CheckForNull String locust) {
            version = locust;
            return this;
        }

        public Run withoutSwarm() {
            swarm = null;
            return this;
        }

        public Run health(HealthFinding finding) {
            health.add(finding);
            return this;
        }

        private NameStats row(String type, String name, @CheckForNull Double p95) {
            Map<String, Double> percentiles = p95 == null ? Map.of() : Map.of("95%", p95);
            return NameStats.of(
                    type,
                    name,
                    requests,
                    failures,
                    perSecond,
                    ResponseTimes.of(average, 90.0, 1.0, 900.0, percentiles));
        }

        PastRun labelled(String label) {
            return PastRun.of(label, summary());
        }

        private RunSummary summary() {
            return RunSummary.builder(load.build(), row("", "Aggregated", p95))
                    .swarm(swarm, "local")
                    .locustVersion(version)
                    .workers(new RunSummary.Workers(workers, workers, 0))
                    .exitCode(0)
                    .names(List.of(row("GET", "/cart", cartP95 == null ? p95 : cartP95)))
                    .health(health)
                    .build();
        }
    }

    /** Adds a run; its label is r and its position. */
    public Runs add(UnaryOperator<Run> different) {
        double noise = runs.size() * 7 % 5; // ms
        RunSummary summary = different.apply(new Run().average(100 + noise)).summary();
        summaries.add(summary);
        runs.add(PastRun.of("r" + runs.size(), summary));
        return this;
    }

    /** A person accepts the figures of the run that was added last. */
    public Runs accept() {
        runs.add(runs.remove(runs.size() - 1).withAccepted(true));
        return this;
    }

    /** Adds several runs that differ in the same way. */
    public Runs add(int count, UnaryOperator<Run> different) {
        for (int i = 0; i < count; i++) {
            add(different);
        }
        return this;
    }

    public Runs add(int count) {
        return add(count, run -> run);
    }

    /** Adds runs that are slower on average. */
    public Runs slower(int count, double millis) {
        return add(count, run -> run.average(run.average + millis));
    }

    /** Returns all runs but the last one. */
    public List<PastRun> earlier() {
        return runs.subList(0, runs.size() - 1);
    }

    public RunSummary last() {
        return summaries.get(summaries.size() - 1);
    }

    List<PastRun> list() {
        return runs;
    }

    Trend trend() {
        return Trend.of(runs);
    }
}
