package io.jenkins.plugins.locustswarm.engine.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Divides a history into segments of comparable runs. A run whose load was not what was asked for is left out, and so
 * is a single run under other conditions than those around it. Where the conditions change for longer, or in the last
 * run, a new segment begins.
 */
final class Segments {

    private final List<PastRun> runs;
    private final List<ExcludedRun> leftOut = new ArrayList<>();
    private final List<Segment> found = new ArrayList<>();

    private List<Integer> current = new ArrayList<>();
    private Conditions conditions = Conditions.UNKNOWN;
    private Map<Condition, ConditionDifference> differences = Map.of();

    Segments(List<PastRun> runs) {
        this.runs = runs;
        List<Integer> usable = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            PastRun run = runs.get(i);
            if (run.faults().isEmpty()) {
                usable.add(i);
            } else {
                leftOut.add(new ExcludedRun(i, run.label(), run.faults(), Map.of()));
            }
        }
        divide(usable);
        leftOut.sort((one, other) -> Integer.compare(one.index(), other.index()));
    }

    List<Segment> found() {
        return found;
    }

    List<ExcludedRun> leftOut() {
        return leftOut;
    }

    private void divide(List<Integer> usable) {
        for (int i = 0; i < usable.size(); i++) {
            int index = usable.get(i);
            Map<Condition, ConditionDifference> here =
                    runs.get(index).conditions().decisiveDifferences(conditions);
            if (here.isEmpty()) {
                add(index);
            } else if (i + 1 < usable.size() && isLikeCurrent(usable.get(i + 1))) {
                leftOut.add(new ExcludedRun(index, runs.get(index).label(), List.of(), here));
            } else {
                end();
                differences = here;
                conditions = Conditions.UNKNOWN;
                add(index);
            }
        }
        end();
    }

    private boolean isLikeCurrent(int index) {
        return runs.get(index).conditions().decisiveDifferences(conditions).isEmpty();
    }

    private void add(int index) {
        current.add(index);
        conditions = conditions.or(runs.get(index).conditions());
    }

    private void end() {
        if (!current.isEmpty()) {
            found.add(new Segment(current, runs.get(current.get(0)).label(), differences));
            current = new ArrayList<>();
        }
    }
}
