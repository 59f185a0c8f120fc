package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import java.util.function.IntToDoubleFunction;

/** Adds numbers in the order in which NumPy adds those of a contiguous array ({@code DOUBLE_pairwise_sum}). */
final class PairwiseSum {

    /** Running sums that are added at the end. */
    private static final int LANES = 8;

    /** Numbers that are added without a recursion. */
    private static final int BLOCK = 128;

    private PairwiseSum() {}

    /** Returns the sum of the function's values from the first position up to, and without, the end. */
    static double of(int start, int end, IntToDoubleFunction values) {
        int count = end - start;
        if (count > BLOCK) {
            int half = count / 2;
            half -= half % LANES;
            return of(start, start + half, values) + of(start + half, end, values);
        }
        return count < LANES ? inOrder(0, start, end, values) : inLanes(start, end, values);
    }

    private static double inLanes(int start, int end, IntToDoubleFunction values) {
        double[] sums = new double[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            sums[lane] = values.applyAsDouble(start + lane);
        }
        int rest = end - (end - start) % LANES;
        for (int i = start + LANES; i < rest; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[lane] += values.applyAsDouble(i + lane);
            }
        }
        double sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
        return inOrder(sum, rest, end, values);
    }

    private static double inOrder(double initial, int start, int end, IntToDoubleFunction values) {
        double sum = initial;
        for (int i = start; i < end; i++) {
            sum += values.applyAsDouble(i);
        }
        return sum;
    }
}
