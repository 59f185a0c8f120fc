package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.util.ArrayList;
import java.util.List;

/** The values of a figure in a segment of comparable runs. Runs without the figure are left out. */
final class Series {

    /**
     * A value of the series.
     *
     * @param run position of its run in the history
     * @param row the figures of that run
     */
    private record Point(int run, double value, NameStats row) {}

    private final List<Point> points = new ArrayList<>();

    private Series() {}

    static Series of(List<PastRun> history, Segment segment, RequestName request, Figure figure) {
        Series series = new Series();
        for (int index : segment.indices()) {
            NameStats row = history.get(index).rows().get(request);
            Double value = value(row, figure);
            if (value != null) {
                series.points.add(new Point(index, value, row));
            }
        }
        return series;
    }

    @CheckForNull
    private static Double value(@CheckForNull NameStats row, Figure figure) {
        Double value = row == null ? null : figure.of(row);
        return value != null && Double.isFinite(value) ? value : null;
    }

    /** Returns whether a run has the figure. */
    static boolean has(PastRun run, RequestName request, Figure figure) {
        return value(run.rows().get(request), figure) != null;
    }

    int length() {
        return points.size();
    }

    /** Returns all values, oldest first. */
    double[] values() {
        return values(0, length());
    }

    /** Returns the values from a position to the one before another position. */
    double[] values(int start, int end) {
        return points.subList(start, end).stream().mapToDouble(Point::value).toArray();
    }

    /** Returns the rows of the values from a position to the one before another position. */
    List<NameStats> rows(int start, int end) {
        return points.subList(start, end).stream().map(Point::row).toList();
    }

    /** Returns the position in the history of the run that a value is from. */
    int run(int position) {
        return points.get(position).run();
    }

    /** Returns the position of the first value of this run or a later one; the length if there is none. */
    int firstSince(int run) {
        int position = 0;
        while (position < length() && run(position) < run) {
            position++;
        }
        return position;
    }
}
