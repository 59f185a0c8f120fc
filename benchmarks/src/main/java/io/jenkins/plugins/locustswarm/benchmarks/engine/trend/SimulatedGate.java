package io.jenkins.plugins.locustswarm.benchmarks.engine.trend;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.trend.Conditions;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.engine.trend.HoldingChanges;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges each build of a series of response times. */
enum SimulatedGate {

    /** {@code < 110% of baseline}, where the baseline is the last successful build. */
    LAST_SUCCESSFUL("110 % of the last successful build", 0.1) {
        @Override
        List<Boolean> missed(double[] times, boolean rounded) {
            List<Boolean> missed = new ArrayList<>(List.of(false));
            double baseline = times[0];
            for (int build = 1; build < times.length; build++) {
                missed.add(times[build] >= (1 + limit()) * baseline);
                baseline = missed.get(build) ? baseline : times[build];
            }
            return missed;
        }
    },

    CHANGE_OF_10_PERCENT("change < 10%", 0.1),

    CHANGE_OF_5_PERCENT("change < 5%", 0.05);

    private final String words;
    private final double limit;

    SimulatedGate(String words, double limit) {
        this.words = words;
        this.limit = limit;
    }

    double limit() {
        return limit;
    }

    /**
     * Returns for each build whether the gate is missed.
     *
     * @param times response times in ms
     * @param rounded whether they are rounded like percentiles
     */
    List<Boolean> missed(double[] times, boolean rounded) {
        Figure figure = rounded ? Figure.P95 : Figure.AVERAGE;
        List<Boolean> missed = new ArrayList<>();
        List<PastRun> earlier = new ArrayList<>();
        for (double time : times) {
            PastRun run = run(time);
            HoldingChanges changes = HoldingChanges.of(earlier, run);
            missed.add(changes.worse(RequestName.AGGREGATED, figure, HoldingChanges.DEFAULT_MAX_AGE)
                    .filter(change -> !changes.isUndone(change))
                    .map(change -> figure.worsening(
                            change.difference().before(), change.difference().after()))
                    .filter(size -> size >= limit)
                    .isPresent());
            earlier.add(run);
        }
        return missed;
    }

    private static PastRun run(double time) {
        NameStats row = NameStats.of(
                "", "Aggregated", 10_000, 0, 50, ResponseTimes.of(time, time, 1.0, 10 * time, Map.of("95%", time)));
        return new PastRun(
                "build", new Conditions(Map.of()), List.of(), Map.of(RequestName.AGGREGATED, row), false, "");
    }

    @Override
    public String toString() {
        return words;
    }
}
