package io.jenkins.plugins.locustswarm.engine.trend;

import java.util.List;
import java.util.Map;

/**
 * Runs under the same conditions, one after the other; other ones may be left out between them. Changes are looked for
 * within a segment only.
 *
 * @param indices 0-based positions of its runs in the history, in ascending order, at least one
 * @param since label of its first run
 * @param differences how its conditions differ from those of the segment before; empty for the first one
 */
public record Segment(List<Integer> indices, String since, Map<Condition, ConditionDifference> differences) {

    public Segment {
        indices = List.copyOf(indices);
    }

    /** Returns the position of its last run. */
    int last() {
        return indices.get(indices.size() - 1);
    }

    /** Returns whether there are enough runs to tell a change from noise. */
    public boolean isLongEnough() {
        return indices.size() >= Trend.MIN_RUNS;
    }
}
