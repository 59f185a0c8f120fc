package io.jenkins.plugins.locustswarm.report.history;

import edu.hm.hafner.echarts.Build;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The figures of a build that are available without loading it, for charts and baselines.
 *
 * @param build the number, name and time of the build
 * @param tests the Aggregated figures of each load test, in the order of the build
 * @param baselines the tests that may be a baseline: they passed, and the build was successful
 */
@Restricted(NoExternalUse.class)
public record BuildTotals(Build build, Map<String, NameStats> tests, Set<String> baselines) {

    public BuildTotals {
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
        baselines = Set.copyOf(baselines);
    }

    /** Returns the totals of the tests of a loaded build that can be read. */
    static BuildTotals of(Run<?, ?> run) {
        return of(run, ReadableTests.of(run, kept -> new TestTotal(run, kept)));
    }

    /**
     * Returns the totals of all tests of a loaded build.
     *
     * @throws RuntimeException any, if one cannot be read
     */
    static BuildTotals ofAll(Run<?, ?> run) {
        return of(run, ReadableTests.all(run, kept -> new TestTotal(run, kept)));
    }

    private static BuildTotals of(Run<?, ?> run, List<TestTotal> totals) {
        Map<String, NameStats> tests = new LinkedHashMap<>();
        Set<String> baselines = new HashSet<>();
        for (TestTotal total : totals) {
            tests.put(total.test(), total.figures());
            if (total.baseline()) {
                baselines.add(total.test());
            }
        }
        return new BuildTotals(build(run), tests, baselines);
    }

    private record TestTotal(String test, NameStats figures, boolean baseline) {

        TestTotal(Run<?, ?> run, TestSummary kept) {
            this(
                    kept.getTest(),
                    kept.getTotal().stats(),
                    run.getResult() == Result.SUCCESS && kept.getVerdict() == Verdict.OK);
        }
    }

    /** Converts a build for the chart library. */
    public static Build build(Run<?, ?> run) {
        return new Build(run.getNumber(), run.getDisplayName(), (int) (run.getTimeInMillis() / 1000));
    }
}
