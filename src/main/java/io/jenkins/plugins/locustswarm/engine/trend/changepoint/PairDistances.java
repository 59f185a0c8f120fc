package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

/**
 * The distances between all values of a series, from which E-divisive means finds the position that divides an interval best
 * ({@code PairDistanceCalculator} of Otava).
 *
 * <p>For an interval that begins at {@code start}, the divergence of the values from {@code start} up to {@code tau} and
 * from {@code tau} up to {@code kappa} is {@code Q(tau, kappa) = A - B - C}: their mean distance to each other, less the mean
 * distances within them. It is computed for every pair of {@code tau} and {@code kappa}.
 */
final class PairDistances {

    /**
     * The best position in an interval.
     *
     * @param index position of the first value of the second part
     * @param divergence divergence of the two parts
     */
    record Candidate(int index, double divergence) {}

    private final double[][] distances;
    /** For each position, the sum of its distances to all positions before it. */
    private final double[] toEarlier;
    /** For each position, the sums of its distances to the positions after it, up to and with each of them. */
    private final double[][] toLater;

    PairDistances(double[] series) {
        int length = series.length;
        distances = new double[length][length];
        toEarlier = new double[length];
        toLater = new double[length][length];
        for (int row = 0; row < length; row++) {
            double sum = 0;
            for (int column = row + 1; column < length; column++) {
                double distance = Math.abs(series[row] - series[column]);
                distances[row][column] = distance;
                toEarlier[column] += distance;
                sum += distance;
                toLater[row][column] = sum;
            }
        }
    }

    /**
     * Returns the position that divides an interval best; of several, the first one.
     *
     * @param interval an interval of at least two values
     */
    Candidate best(Interval interval) {
        int start = interval.start();
        int size = interval.length() - 1;
        double[] earlier = cumulatedToEarlier(interval);
        double[][] laterFromEnd = cumulatedFromEnd(interval);
        double[] later = new double[size];
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < size; row++) {
            if (row > 0 && highest < 0) { // the impossible pairs, kappa before tau, count as 0 in Otava's matrix
                best = row;
                highest = 0;
            }
            double within = row == 0 ? 0 : earlier[row - 1];
            double[] toLaterOfRow = toLater[start + row];
            double[] laterFromNextRow = laterFromEnd[row + 1];
            for (int column = row; column < size; column++) {
                later[column] += toLaterOfRow[start + column + 1];
                double a = 2.0 / (column + 2) * (later[column] - within);
                double b = row == 0 ? 0 : 2.0 * (column - row + 1) / ((column + 2.0) * row) * within;
                double c = column == row
                        ? 0
                        : 2.0 * (row + 1) / ((column + 2.0) * (column - row)) * laterFromNextRow[column];
                double divergence = a - b - c;
                if (divergence > highest) {
                    best = row;
                    highest = divergence;
                }
            }
        }
        return new Candidate(start + best + 1, highest);
    }

    /** Returns, for each position but the first, the sum of all distances between the positions up to and with it. */
    private double[] cumulatedToEarlier(Interval interval) {
        double[] sums = new double[interval.length() - 1];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            int position = interval.start() + i + 1;
            sum += toEarlier[position] - toPositionsBefore(interval, position);
            sums[i] = sum;
        }
        return sums;
    }

    /** NumPy adds the rows of a matrix one by one, but the numbers of a single column as those of an array. */
    private double toPositionsBefore(Interval interval, int position) {
        if (interval.length() == 2) {
            return PairwiseSum.of(0, interval.start(), row -> distances[row][position]);
        }
        double sum = 0;
        for (int row = 0; row < interval.start(); row++) {
            sum += distances[row][position];
        }
        return sum;
    }

    /** Returns, for each row and column, the sum of {@link #toLater} in this column from the last row up to this one. */
    private double[][] cumulatedFromEnd(Interval interval) {
        int size = interval.length() - 1;
        double[][] sums = new double[size + 1][size];
        for (int row = size - 1; row >= 0; row--) {
            double[] toLaterOfRow = toLater[interval.start() + row];
            for (int column = row; column < size; column++) {
                sums[row][column] = sums[row + 1][column] + toLaterOfRow[interval.start() + column + 1];
            }
        }
        return sums;
    }
}
