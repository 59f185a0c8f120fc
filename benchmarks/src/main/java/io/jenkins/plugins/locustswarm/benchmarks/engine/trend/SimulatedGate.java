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

    /** {@code average < 110% of baseline}, where the baseline is the last successful build. */
    LAST_SUCCESSFUL {
        @Override
        List<Boolean> missed(double[] times, boolean rounded, double limit) {
            List<Boolean> missed = new ArrayList<>(List.of(false));
            double baseline = times[0];
            for (int build = 1; build < times.length; build++) {
                missed.add(times[build] >= (1 + limit) * baseline);
                baseline = missed.get(build) ? baseline : times[build];
            }
            return missed;
        }
    },

    /** {@code average change < 10%}, or {@code p95 change < 10%} for times that are rounded like percentiles. */
    CHANGE {
        @Override
        List<Boolean> missed(double[] times, boolean rounded, double limit) {
            Figure figure = rounded ? Figure.P95 : Figure.AVERAGE;
            List<Boolean> missed = new ArrayList<>();
            List<PastRun> earlier = new ArrayList<>();
            for (double time : times) {
                PastRun run = run(time);
                missed.add(HoldingChanges.of(earlier, run)
                        .worse(RequestName.AGGREGATED, figure, HoldingChanges.DEFAULT_MAX_AGE)
                        .filter(change -> figure.worsening(
                                        change.difference().before(),
                                        change.difference().after())
                                >= limit)
                        .isPresent());
                earlier.add(run);
            }
            return missed;
        }
    };

    /**
     * Returns for each build whether the gate is missed.
     *
     * @param times response times in ms
     * @param rounded whether they are rounded like percentiles
     * @param limit the relative size of a change that is too much
     */
    abstract List<Boolean> missed(double[] times, boolean rounded, double limit);

    private static PastRun run(double time) {
        NameStats row = NameStats.of(
                "", "Aggregated", 10_000, 0, 50, ResponseTimes.of(time, time, 1.0, 10 * time, Map.of("95%", time)));
        return new PastRun(
                "build", new Conditions(Map.of()), List.of(), Map.of(RequestName.AGGREGATED, row), false, "");
    }
}
