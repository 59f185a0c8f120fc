package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.trend.Condition;
import io.jenkins.plugins.locustswarm.engine.trend.ConditionDifference;
import io.jenkins.plugins.locustswarm.engine.trend.Conditions;
import java.util.Map;
import java.util.stream.Collectors;

/** What a gate says of a baseline that ran under other conditions than the run that it is compared with. */
final class BaselineRemark {

    private BaselineRemark() {}

    /** Returns the end of a sentence about the comparison; empty if the conditions were the same. */
    static String of(RunSummary summary, RunSummary baseline) {
        return conditions(summary, baseline) + ramp(summary, baseline);
    }

    private static String conditions(RunSummary summary, RunSummary baseline) {
        Map<Condition, ConditionDifference> differences =
                Conditions.of(baseline).decisiveDifferences(Conditions.of(summary));
        differences.remove(Condition.RAMP);
        // The sentence is published in checks, outside of Jenkins, which the address of a system is not meant for.
        String host = differences.remove(Condition.HOST) == null ? "" : "another host";
        String others = differences(differences);
        String all = host + (host.isEmpty() || others.isEmpty() ? "" : ", ") + others;
        return all.isEmpty() ? "" : "; the baseline had other conditions: " + all;
    }

    /** Figures differ if only one of them contains a ramp-up, also if nothing else is known of the conditions. */
    private static String ramp(RunSummary summary, RunSummary baseline) {
        if (summary.leavesOutRamp() == baseline.leavesOutRamp()) {
            return "";
        }
        return "; the ramp-up is in the figures of " + (summary.leavesOutRamp() ? "the baseline" : "this run")
                + " only";
    }

    /** Returns differences in words, for example {@code users 10 instead of 200}. */
    static String differences(Map<Condition, ConditionDifference> differences) {
        return differences.entrySet().stream()
                .map(difference ->
                        difference.getKey() + " " + difference.getValue().value() + " instead of "
                                + difference.getValue().other())
                .collect(Collectors.joining(", "));
    }
}
