package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.ArrayList;
import java.util.List;

/**
 * The differences between two runs that matter: at least 10 % of a figure, from enough requests, and more than Locust's
 * rounding. Failures differ if chance explains it once in about 370 comparisons or less.
 */
final class RelevantDifferences {

    /** The relative change that matters. */
    static final double MIN_CHANGE = 0.1;

    /** Figures of fewer requests are chance. */
    static final int MIN_REQUESTS = 20;

    /** With fewer requests, the 99th percentile is the slowest request. */
    static final int MIN_REQUESTS_OF_P99 = 100;

    /** Standard errors by which failure ratios must differ. */
    private static final double MIN_ERRORS = 3;

    private RelevantDifferences() {}

    static List<Difference> in(RunComparison.Row row) {
        List<Difference> differences = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            Double before = figure(figure, row.before());
            Double after = figure(figure, row.after());
            if (before != null && after != null) {
                Difference difference = new Difference(figure, row.request(), before, after);
                if (figure == Figure.FAILURES ? failuresMatter(row) : matters(difference)) {
                    differences.add(difference);
                }
            }
        }
        return differences;
    }

    @CheckForNull
    private static Double figure(Figure figure, @CheckForNull NameStats row) {
        int needed = figure == Figure.P99 ? MIN_REQUESTS_OF_P99 : MIN_REQUESTS;
        return row == null || row.requests() < needed ? null : figure.of(row);
    }

    private static boolean matters(Difference difference) {
        return difference.size() >= MIN_CHANGE
                && difference.figure().isBeyondRounding(difference.before(), difference.after());
    }

    private static boolean failuresMatter(RunComparison.Row row) {
        NameStats before = row.before();
        NameStats after = row.after();
        if (before == null || after == null) {
            return false;
        }
        double all = (double) (before.failures() + after.failures()) / (before.requests() + after.requests());
        double error = Math.sqrt(all * (1 - all) * (1.0 / before.requests() + 1.0 / after.requests()));
        double difference =
                (double) after.failures() / after.requests() - (double) before.failures() / before.requests();
        return Math.abs(difference) > MIN_ERRORS * error;
    }
}
