package io.jenkins.plugins.locustswarm.benchmarks.engine.trend;

import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** How often a gate on a change is missed without a reason and with one, and a gate of 110 % of the last successful build. */
public final class ChangeGateBenchmark implements Benchmark {

    private static final int SERIES = 200;

    /** Builds before something changes. */
    private static final int STEADY = 20;

    private static final int BUILDS = 60;

    private static final int DRIFT = 50;

    /** @param builds number of builds since the step, with the one in which it is judged */
    private record Step(int percent, int builds) {

        double level(int build) {
            return build < STEADY ? 1 : 1 + percent / 100.0;
        }
    }

    private static final List<Step> STEPS =
            List.of(new Step(5, 10), new Step(10, 5), new Step(10, 10), new Step(20, 2), new Step(20, 5));

    /**
     * Figures as builds could have them.
     *
     * @param noise their standard deviation, as a share of their mean
     * @param rounded whether they are rounded like Locust's percentiles
     */
    private record Noise(double noise, boolean rounded) {

        double[] times(long seed, int builds, IntToDoubleFunction level) {
            Random random = new Random(seed);
            double base = 100 + random.nextDouble() * 900; // ms
            double[] times = new double[builds];
            Arrays.setAll(
                    times, build -> rounded(base * level.applyAsDouble(build) * (1 + noise * random.nextGaussian())));
            return times;
        }

        private double rounded(double time) {
            double step = !rounded ? 0 : time < 100 ? 1 : Math.pow(10, Math.floor(Math.log10(time)) - 1);
            return rounded ? Math.rint(time / step) * step : time;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f %% noise%s", 100 * noise, rounded ? ", rounded" : "");
        }
    }

    private static final List<Noise> NOISES =
            List.of(new Noise(0.02, false), new Noise(0.05, false), new Noise(0.05, true), new Noise(0.1, false));

    @Override
    public Topic topic() {
        return Topic.CHANGE_GATE;
    }

    @Override
    public List<Row> measure(Bench bench) {
        List<Row> rows = new ArrayList<>();
        for (Noise noise : NOISES) {
            rows.addAll(rows(bench, SimulatedGate.CHANGE_OF_10_PERCENT, noise));
        }
        rows.addAll(rows(bench, SimulatedGate.CHANGE_OF_5_PERCENT, new Noise(0.05, false)));
        return rows;
    }

    private static List<Row> rows(Bench bench, SimulatedGate ours, Noise noise) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(
                bench,
                ours,
                "false alarms, " + noise,
                Goal.atMost(0.1),
                (gate, seed) -> share(missed(gate, noise, seed, BUILDS, build -> 1))));
        for (Step step : STEPS) {
            int last = STEADY + step.builds() - 1;
            rows.add(row(
                    bench,
                    ours,
                    "missed in build " + step.builds() + " of a step of " + step.percent() + " %, " + noise,
                    Goal.none(),
                    (gate, seed) -> share(
                            missed(gate, noise, seed, last + 1, step::level).subList(last, last + 1))));
        }
        rows.add(row(
                bench,
                ours,
                "missed at least once in a drift of 20 % over " + DRIFT + " builds, " + noise,
                Goal.none(),
                (gate, seed) -> missed(
                                        gate,
                                        noise,
                                        seed,
                                        STEADY + DRIFT,
                                        build -> 1 + 0.2 * Math.max(0, build - STEADY) / DRIFT)
                                .subList(STEADY, STEADY + DRIFT)
                                .contains(true)
                        ? 1
                        : 0));
        return rows;
    }

    /** Measures something in a series. */
    private interface Measure {
        double of(SimulatedGate gate, long seed);
    }

    private static Row row(Bench bench, SimulatedGate gate, String what, Goal goal, Measure measure) {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < bench.rounds(); round++) {
            ours.add(percent(gate, measure, round));
            theirs.add(percent(SimulatedGate.LAST_SUCCESSFUL, measure, round));
        }
        String note = "Percent of builds or series; " + SERIES + " simulated series a round.";
        String measured = "`" + gate + "`: " + what;
        // there is no ratio to a figure of 0
        return theirs.contains(0.0)
                ? Row.figure(Topic.CHANGE_GATE, measured, "", goal, "%", ours)
                        .noted(note + " " + SimulatedGate.LAST_SUCCESSFUL + ": 0 % in some rounds.")
                : Row.ratio(
                                Topic.CHANGE_GATE,
                                measured,
                                SimulatedGate.LAST_SUCCESSFUL.toString(),
                                goal,
                                "%",
                                new Rounds(ours, theirs))
                        .noted(note);
    }

    private static double percent(SimulatedGate gate, Measure measure, int round) {
        double sum = 0;
        for (int series = 0; series < SERIES; series++) {
            sum += measure.of(gate, (long) round * SERIES + series);
        }
        return 100 * sum / SERIES;
    }

    private static List<Boolean> missed(
            SimulatedGate gate, Noise noise, long seed, int builds, IntToDoubleFunction level) {
        return gate.missed(noise.times(seed, builds, level), noise.rounded());
    }

    private static double share(List<Boolean> missed) {
        return (double) missed.stream().filter(one -> one).count() / missed.size();
    }
}
