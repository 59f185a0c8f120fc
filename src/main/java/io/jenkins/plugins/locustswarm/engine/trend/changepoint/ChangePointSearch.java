package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Finds the change points of a series: first many of them in overlapping windows, then removes those that are not
 * significant in the whole series ({@code compute_change_points} of Otava).
 *
 * @param windowLength number of values that are looked at together, at least 2
 * @param maxPValue the p value that the p value of a change point must be below
 * @param minMagnitude the relative change that a change point must exceed, for example 0.05 for 5 %
 */
public record ChangePointSearch(int windowLength, double maxPValue, double minMagnitude) {

    /** Otava's defaults. */
    public static final ChangePointSearch DEFAULT = new ChangePointSearch(50, 0.001, 0);

    /** Points with a larger p value are no candidates: the first search is less strict by this factor. */
    private static final int FIRST_PASS = 10;

    private static final double MAX_P_VALUE_OF_FACTOR = 0.05;

    public ChangePointSearch {
        if (windowLength < 2 || !(maxPValue > 0 && maxPValue < MAX_P_VALUE_OF_FACTOR)) {
            throw new IllegalArgumentException("A window of " + windowLength + " values or a p value of " + maxPValue
                    + " cannot be searched with");
        }
    }

    /**
     * Returns the change points in ascending order.
     *
     * @param series finite values, oldest first
     */
    public List<ChangePoint> find(double[] series) {
        return confirmed(candidates(series), series);
    }

    /**
     * Returns the probability that Student's t-test gives for a difference of at least this size between the means if nothing
     * had changed; NaN if all values are equal.
     *
     * @param before at least one value
     * @param after at least one value
     */
    public static double pValue(double[] before, double[] after) {
        return TTest.pValue(
                Sample.of(before, new Interval(0, before.length)), Sample.of(after, new Interval(0, after.length)));
    }

    private List<ChangePoint> candidates(double[] series) {
        List<ChangePoint> points = new ArrayList<>();
        int step = windowLength / 2;
        int start = 0;
        while (start < series.length) {
            int end = Math.min(start + windowLength, series.length);
            int next = start + step;
            for (ChangePoint found :
                    new WindowSearch(Arrays.copyOfRange(series, start, end)).find(maxPValue * FIRST_PASS)) {
                int index = start + found.index();
                if (points.stream().noneMatch(point -> point.index() == index)) {
                    points.add(new ChangePoint(index, found.before(), found.after(), found.pValue()));
                }
                next = Math.max(next, index);
            }
            start = next;
        }
        points.sort(Comparator.comparingInt(ChangePoint::index));
        List<ChangePoint> inSeries = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            inSeries.add(between(points, i, series));
        }
        return inSeries;
    }

    private List<ChangePoint> confirmed(List<ChangePoint> candidates, double[] series) {
        List<ChangePoint> points = new ArrayList<>(candidates);
        while (!points.isEmpty()) {
            int weakest = first(points, ChangePoint::pValue);
            if (points.get(weakest).pValue() < maxPValue) {
                weakest = first(points, point -> -point.magnitude());
                if (points.get(weakest).magnitude() > minMagnitude) {
                    break;
                }
            }
            points.remove(weakest);
            // Otava looks again at the two points after the removed one, and not at the one before it
            for (int i = weakest; i < Math.min(weakest + 2, points.size()); i++) {
                points.set(i, between(points, i, series));
            }
        }
        return points;
    }

    /** Returns the position of the highest figure; of several, that of the first one (Python's max). */
    private static int first(List<ChangePoint> points, ToDoubleFunction<ChangePoint> figure) {
        int highest = 0;
        for (int i = 1; i < points.size(); i++) {
            if (figure.applyAsDouble(points.get(i)) > figure.applyAsDouble(points.get(highest))) {
                highest = i;
            }
        }
        return highest;
    }

    /** Returns a point with its figures from the point before it to the one after it. */
    private static ChangePoint between(List<ChangePoint> points, int i, double[] series) {
        int start = i == 0 ? 0 : points.get(i - 1).index();
        int end = i + 1 == points.size() ? series.length : points.get(i + 1).index();
        return point(series, start, points.get(i).index(), end);
    }

    /** Compares the values from the start to the index with those from the index to the end. */
    static ChangePoint point(double[] series, int start, int index, int end) {
        Sample left = Sample.of(series, new Interval(start, index));
        Sample right = Sample.of(series, new Interval(index, end));
        return new ChangePoint(index, left.mean(), right.mean(), TTest.pValue(left, right));
    }
}
