package io.jenkins.plugins.locustswarm.engine.trend;

import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of a figure in a stretch of comparable runs. Runs without the figure are left out. */
final class Series {

    private final List<Integer> runs;
    private final double[] values;

    /** @param runs positions of the runs in the history, in ascending order, one for each value */
    Series(List<Integer> runs, double[] values) {
        this.runs = List.copyOf(runs);
        this.values = values.clone();
    }

    static Series of(List<PastRun> history, Stretch stretch, RequestName request, Figure figure) {
        List<Integer> runs = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int index : stretch.indices()) {
            Double value = history.get(index).figure(request, figure);
            if (value != null && Double.isFinite(value)) {
                runs.add(index);
                values.add(value);
            }
        }
        return new Series(runs, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    int length() {
        return values.length;
    }

    /** Returns all values, oldest first. */
    double[] values() {
        return values.clone();
    }

    /** Returns the values from a position to the one before another position. */
    double[] values(int start, int end) {
        return Arrays.copyOfRange(values, start, end);
    }

    /** Returns the position in the history of the run that a value is from. */
    int run(int position) {
        return runs.get(position);
    }

    /** Returns the position of the first value of this run or a later one; the length if there is none. */
    int firstSince(int run) {
        int position = 0;
        while (position < runs.size() && runs.get(position) < run) {
            position++;
        }
        return position;
    }
}
