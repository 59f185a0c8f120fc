package io.jenkins.plugins.locustswarm.engine.trend;

import java.util.List;
import java.util.Map;

/**
 * A run whose figures are not used.
 *
 * @param index its 0-based position in the history
 * @param label its label
 * @param faults what was wrong with its load, as sentences; empty if it only differs from the runs around it
 * @param differences how its conditions differ from those of the runs around it
 */
public record ExcludedRun(
        int index, String label, List<String> faults, Map<Condition, ConditionDifference> differences) {}
