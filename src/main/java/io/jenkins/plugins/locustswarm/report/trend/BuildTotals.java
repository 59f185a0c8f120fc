package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.Build;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a build without loading it: what charts draw, and whether later builds may be compared with it.
 *
 * @param build its number, name and time
 * @param tests the Aggregated figures of each load test, in the order of the build; empty when it ran none
 * @param baselines those of the tests that may be a baseline: the build was successful, and nothing was wrong with them
 */
public record BuildTotals(Build build, Map<String, NameStats> tests, Set<String> baselines) {

    public BuildTotals {
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
        baselines = Set.copyOf(baselines);
    }

    static BuildTotals of(Run<?, ?> run) {
        Map<String, NameStats> tests = new LinkedHashMap<>();
        Set<String> baselines = new HashSet<>();
        LocustBuildAction action = run.getAction(LocustBuildAction.class);
        List<TestSummary> summaries = action == null ? List.of() : action.getTests();
        for (TestSummary summary : summaries) {
            tests.put(summary.getTest(), summary.getTotal().stats());
            if (run.getResult() == Result.SUCCESS && summary.getVerdict() == Verdict.OK) {
                baselines.add(summary.getTest());
            }
        }
        return new BuildTotals(build(run), tests, baselines);
    }

    /** The build as the chart library wants it. */
    static Build build(Run<?, ?> run) {
        return new Build(run.getNumber(), run.getDisplayName(), (int) (run.getTimeInMillis() / 1000));
    }
}
