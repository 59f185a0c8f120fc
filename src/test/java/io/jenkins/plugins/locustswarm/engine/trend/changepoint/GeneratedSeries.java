package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Series as the figures of runs can be, the same ones each time. */
public final class GeneratedSeries {

    private static final int MIN_LENGTH = 5;
    private static final int MAX_LENGTH = 1_000;

    private final Random random;

    private GeneratedSeries(long seed) {
        random = new Random(seed);
    }

    /** So many series of all kinds and of lengths from 5 to 1,000. */
    static List<double[]> all(int count) {
        List<double[]> series = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            series.add(new GeneratedSeries(i).series(i));
        }
        return series;
    }

    /** A series with some shifts and noise. */
    public static double[] shifted(long seed, int length, int shifts) {
        GeneratedSeries generated = new GeneratedSeries(seed);
        return generated.noisy(generated.steps(length, shifts), 0.05);
    }

    private double[] series(int kind) {
        int length = length(kind);
        return switch (kind % 12) {
            case 0 -> noisy(steps(length, 0), 0.05);
            case 1 -> steps(length, 0);
            case 2 -> noisy(steps(length, 1), 0.05);
            case 3 -> noisy(steps(length, 2 + random.nextInt(8)), 0.05);
            case 4 -> noisy(drift(length), 0.02);
            case 5 -> outliers(noisy(steps(length, random.nextInt(2)), 0.03));
            case 6 -> heavyTails(steps(length, random.nextInt(3)));
            case 7 -> rounded(noisy(steps(length, random.nextInt(3)), 0.05), 10); // as Locust's percentiles
            case 8 -> rounded(noisy(steps(length, random.nextInt(3)), 0.01), 50); // mostly equal values
            case 9 -> steps(length, 1 + random.nextInt(5)); // no noise at all
            case 10 -> failures(length);
            default -> noisy(steps(length, 1), random.nextDouble() * 0.5);
        };
    }

    /** Short ones are as frequent as long ones on a logarithmic scale. */
    private int length(int kind) {
        return switch (kind / 12) {
            case 0 -> MIN_LENGTH;
            case 1 -> MAX_LENGTH;
            default -> (int) (MIN_LENGTH * Math.pow((double) MAX_LENGTH / MIN_LENGTH, random.nextDouble()));
        };
    }

    private double[] steps(int length, int shifts) {
        double[] values = new double[length];
        double level = Math.exp(random.nextDouble() * 8);
        int[] at = random.ints(shifts, 0, length).sorted().toArray();
        for (int i = 0; i < length; i++) {
            for (int shift : at) {
                level = shift == i ? level * (0.7 + random.nextDouble() * 0.7) : level;
            }
            values[i] = level;
        }
        return values;
    }

    private double[] drift(int length) {
        double slope = (random.nextDouble() - 0.3) / length;
        return values(length, i -> 200 * (1 + slope * i));
    }

    private double[] noisy(double[] series, double share) {
        return values(series.length, i -> series[i] * (1 + share * random.nextGaussian()));
    }

    private double[] outliers(double[] series) {
        return values(
                series.length, i -> random.nextInt(15) == 0 ? series[i] * (1 + 3 * random.nextDouble()) : series[i]);
    }

    private double[] heavyTails(double[] series) {
        return values(series.length, i -> series[i] * Math.pow(1 - random.nextDouble(), -0.7));
    }

    private double[] failures(int length) {
        int since = random.nextInt(length);
        return values(
                length,
                i -> random.nextInt(4) == 0 || i >= since && random.nextBoolean() ? random.nextInt(20) / 400.0 : 0);
    }

    private static double[] rounded(double[] series, double unit) {
        return values(series.length, i -> Math.rint(series[i] / unit) * unit);
    }

    private static double[] values(int length, IntFunction<Double> value) {
        double[] values = new double[length];
        Arrays.setAll(values, value::apply);
        return values;
    }
}
