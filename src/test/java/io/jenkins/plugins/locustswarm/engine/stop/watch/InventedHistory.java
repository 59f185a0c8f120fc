package io.jenkins.plugins.locustswarm.engine.stop.watch;

import io.jenkins.plugins.locustswarm.engine.stats.Percentiles;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * A history that no Locust wrote, with the delays of one: workers report every three seconds, and some reports come just
 * after a row; requests per second are those of ten seconds until two seconds before the latest request ({@code current_rps}
 * in {@code stats.py}), percentiles those of ten seconds.
 */
final class InventedHistory {

    static final long BEGAN = 1_800_000_000;

    private static final List<String> HEADINGS = List.of("50%", "95%", "99%");

    private final Random random;
    private final int seconds;
    private int ramp = 5;
    private double requestsPerSecond = 50;
    private IntToDoubleFunction failureRatio = second -> 0;
    private IntToDoubleFunction milliseconds = second -> 100;
    private IntPredicate silent = second -> false;
    private int resetAt = -1;
    private boolean wrongClock;

    InventedHistory(long seed, int seconds) {
        this.random = new Random(seed);
        this.seconds = seconds;
    }

    InventedHistory ramp(int length) {
        ramp = length;
        return this;
    }

    InventedHistory requestsPerSecond(double rate) {
        requestsPerSecond = rate;
        return this;
    }

    InventedHistory failures(IntToDoubleFunction ratioInSecond) {
        failureRatio = ratioInSecond;
        return this;
    }

    InventedHistory responseTimes(IntToDoubleFunction medianInSecond) {
        milliseconds = medianInSecond;
        return this;
    }

    /** Sets the seconds in which no request is completed. */
    InventedHistory silent(IntPredicate inSecond) {
        silent = inSecond;
        return this;
    }

    /** Sets the second in which Locust resets its statistics. */
    InventedHistory resetAt(int second) {
        resetAt = second;
        return this;
    }

    /** One of two slaves has a clock that is far ahead: only its requests are just before the latest one. */
    InventedHistory wrongClock() {
        wrongClock = true;
        return this;
    }

    /** A request that was completed in a second. */
    private record Request(int second, double milliseconds, boolean failed) {}

    List<HistoryRow> rows() {
        List<HistoryRow> rows = new ArrayList<>();
        List<Request> completed = new ArrayList<>();
        List<Request> reported = List.of();
        List<Request> late = null;
        Random delays = new Random(random.nextLong());
        for (int second = 0; second < seconds; second++) {
            if (second == resetAt) {
                completed.clear();
                reported = List.of();
                late = null;
            }
            double load = silent.test(second) ? 0 : requestsPerSecond * Math.min(1, (second + 1.0) / ramp);
            for (int request = (int) (load + random.nextDouble()); request > 0; request--) {
                double time = milliseconds.applyAsDouble(second) * Math.exp(random.nextGaussian() / 2);
                completed.add(new Request(second, time, random.nextDouble() < failureRatio.applyAsDouble(second)));
            }
            if (late != null) {
                reported = late;
                late = null;
            }
            if (second % 3 == 2 && delays.nextInt(4) == 0) {
                late = List.copyOf(completed);
            } else if (second % 3 == 2) {
                reported = List.copyOf(completed);
            }
            rows.add(row(second, reported));
        }
        return rows;
    }

    private HistoryRow row(int second, List<Request> reported) {
        double[] newest = reported.stream()
                .filter(request -> request.second > second - 12)
                .mapToDouble(Request::milliseconds)
                .sorted()
                .toArray();
        double[] percentiles = newest.length == 0
                ? filled(Double.NaN)
                : new double[] {at(newest, 0.5), at(newest, 0.95), at(newest, 0.99)};
        int latest = reported.isEmpty() ? 0 : reported.get(reported.size() - 1).second;
        double rate = reported.stream()
                        .filter(request -> request.second >= latest - 12 && request.second < latest - 2)
                        .count()
                / (wrongClock ? 20.0 : 10.0);
        return new HistoryRow(
                BEGAN + second,
                Math.min(10, second + 1),
                rate,
                0,
                new Percentiles(HEADINGS, percentiles),
                reported.size(),
                reported.stream().filter(Request::failed).count(),
                0,
                reported.stream().mapToDouble(Request::milliseconds).average().orElse(0),
                0,
                0);
    }

    private static double[] filled(double value) {
        double[] values = new double[HEADINGS.size()];
        Arrays.fill(values, value);
        return values;
    }

    private static double at(double[] sorted, double part) {
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
    }
}
