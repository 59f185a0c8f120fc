package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive positions of a series.
 *
 * @param start the first position
 * @param end the position after the last one
 */
record Interval(int start, int end) {

    int length() {
        return end - start;
    }

    /**
     * Returns the intervals into which points divide a series.
     *
     * @param points the first position of each interval but the first, in ascending order
     * @param length number of values in the series
     */
    static List<Interval> between(List<ChangePoint> points, int length) {
        List<Interval> intervals = new ArrayList<>(points.size() + 1);
        int start = 0;
        for (ChangePoint point : points) {
            intervals.add(new Interval(start, point.index()));
            start = point.index();
        }
        intervals.add(new Interval(start, length));
        return intervals;
    }
}
