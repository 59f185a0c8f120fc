package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the change points of a short series: divides it at the best position of all its parts as long as that is
 * significant ({@code ChangePointDetector} of Otava).
 */
final class WindowSearch {

    /**
     * A part of the series.
     *
     * @param best where it is divided best; absent if it has only one value
     */
    private record Part(Interval interval, @CheckForNull PairDistances.Candidate best) {}

    private final double[] series;
    private final PairDistances distances;
    private final List<Part> parts = new ArrayList<>();

    WindowSearch(double[] series) {
        this.series = series;
        distances = new PairDistances(series);
        parts.add(part(0, series.length));
    }

    private Part part(int start, int end) {
        Interval interval = new Interval(start, end);
        return new Part(interval, interval.length() > 1 ? distances.best(interval) : null);
    }

    /** Returns the change points in ascending order. */
    List<ChangePoint> find(double maxPValue) {
        List<ChangePoint> points = new ArrayList<>();
        int next = next();
        while (next >= 0) {
            Interval interval = parts.get(next).interval();
            int index = parts.get(next).best().index();
            ChangePoint point = ChangePointSearch.point(series, interval.start(), index, interval.end());
            if (!(point.pValue() <= maxPValue)) { // also if it is NaN
                break;
            }
            points.add(point);
            parts.set(next, part(interval.start(), index));
            parts.add(next + 1, part(index, interval.end()));
            next = next();
        }
        points.sort(Comparator.comparingInt(ChangePoint::index));
        return points;
    }

    /** Returns the position of the part that can be divided best; of several, that of the first one; -1 if none can. */
    private int next() {
        int next = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < parts.size(); i++) {
            PairDistances.Candidate best = parts.get(i).best();
            if (best != null && best.divergence() > highest) {
                next = i;
                highest = best.divergence();
            }
        }
        return next;
    }
}
