package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the change points of a short series: divides it at the best position of all its parts as long as that is
 * significant ({@code ChangePointDetector} of Otava).
 */
final class WindowSearch {

    private final double[] series;
    private final PairDistances distances;
    private final Map<Interval, PairDistances.Candidate> known = new HashMap<>();

    WindowSearch(double[] series) {
        this.series = series;
        distances = new PairDistances(series);
    }

    /** Returns the change points in ascending order. */
    List<ChangePoint> find(double maxPValue) {
        List<ChangePoint> points = new ArrayList<>();
        while (true) {
            Interval interval = null;
            PairDistances.Candidate best = null;
            for (Interval candidate : Interval.between(points, series.length)) {
                if (candidate.length() > 1) {
                    PairDistances.Candidate found = known.computeIfAbsent(candidate, distances::best);
                    if (best == null || found.divergence() > best.divergence()) {
                        interval = candidate;
                        best = found;
                    }
                }
            }
            if (interval == null) {
                return points;
            }
            ChangePoint point = ChangePointSearch.point(series, interval.start(), best.index(), interval.end());
            if (!(point.pValue() <= maxPValue)) { // also if it is NaN
                return points;
            }
            points.add(point);
            points.sort(Comparator.comparingInt(ChangePoint::index));
        }
    }
}
