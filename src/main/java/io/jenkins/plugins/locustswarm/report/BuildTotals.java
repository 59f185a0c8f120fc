package io.jenkins.plugins.locustswarm.report;

import edu.hm.hafner.echarts.Build;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What charts over many builds draw of one of them.
 *
 * @param build its number, name and time
 * @param tests the Aggregated figures of each load test, in the order of the build; empty when it ran none
 */
record BuildTotals(Build build, Map<String, NameStats> tests) {

    BuildTotals {
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    }

    static BuildTotals of(Run<?, ?> run) {
        Map<String, NameStats> tests = new LinkedHashMap<>();
        LocustBuildAction action = run.getAction(LocustBuildAction.class);
        if (action != null) {
            action.getTests()
                    .forEach(summary ->
                            tests.put(summary.getTest(), summary.getTotal().stats()));
        }
        return new BuildTotals(build(run), tests);
    }

    /** The build as the chart library wants it. */
    static Build build(Run<?, ?> run) {
        return new Build(run.getNumber(), run.getDisplayName(), (int) (run.getTimeInMillis() / 1000));
    }
}
