package io.jenkins.plugins.locustswarm.engine.stats;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The most frequent rows of a file of any size: a target that puts a new identifier into each of its error messages makes
 * Locust write a row for every failed request.
 *
 * @param rows the rows, the most frequent first; rows with equal counts in the order of the file
 * @param leftOut the number of rows of the file that were left out
 * @param occurrences the occurrences of all rows together, including those that were left out
 * @param <T> the value of a row
 */
public record MostFrequent<T>(List<T> rows, long leftOut, long occurrences) {

    public MostFrequent(@CheckForNull List<T> rows, long leftOut, long occurrences) {
        this.rows = rows == null ? List.of() : List.copyOf(rows);
        this.leftOut = leftOut;
        this.occurrences = occurrences;
    }

    /** Returns the result for a file without rows. */
    public static <T> MostFrequent<T> none() {
        return new MostFrequent<>(List.of(), 0, 0);
    }

    /** Returns a copy in which each row is changed. */
    public <R> MostFrequent<R> map(Function<T, R> change) {
        return new MostFrequent<>(rows.stream().map(change).toList(), leftOut, occurrences);
    }

    /**
     * Returns a copy in which the kept rows of one kind are added up.
     *
     * @param limit the maximum number of rows to keep
     * @param kind returns a key that is equal for rows of one kind
     * @param sum adds up two rows of one kind
     * @param count returns how often what a row describes occurred
     */
    public MostFrequent<T> merged(int limit, Function<T, Object> kind, BinaryOperator<T> sum, ToLongFunction<T> count) {
        Map<Object, T> kinds = new LinkedHashMap<>();
        rows.forEach(row -> kinds.merge(kind.apply(row), row, sum));
        List<T> first = kinds.values().stream()
                .sorted(Comparator.comparingLong(count).reversed())
                .limit(limit)
                .toList();
        return new MostFrequent<>(first, leftOut + kinds.size() - first.size(), occurrences);
    }

    /** Gathers rows one by one, and keeps only the most frequent ones. */
    public static final class Gathering<T> {

        private record Counted<T>(T row, long count, long position) {}

        private static final Comparator<Counted<?>> LEAST_FIRST = Comparator.<Counted<?>>comparingLong(Counted::count)
                .thenComparing(
                        Comparator.<Counted<?>>comparingLong(Counted::position).reversed());

        private final int limit;
        private final ToLongFunction<T> count;
        private final PriorityQueue<Counted<T>> kept = new PriorityQueue<>(LEAST_FIRST);
        private long seen;
        private long occurrences;

        /**
         * @param limit the maximum number of rows to keep
         * @param count returns how often what a row describes occurred
         */
        public Gathering(int limit, ToLongFunction<T> count) {
            this.limit = limit;
            this.count = count;
        }

        /** Takes the next row. */
        public void add(T row) {
            long times = count.applyAsLong(row);
            occurrences += times;
            kept.add(new Counted<>(row, times, seen++));
            if (kept.size() > limit) {
                kept.poll();
            }
        }

        /** Returns the most frequent of the rows so far. */
        public MostFrequent<T> result() {
            List<Counted<T>> sorted = new ArrayList<>(kept);
            sorted.sort(LEAST_FIRST.reversed());
            return new MostFrequent<>(sorted.stream().map(Counted::row).toList(), seen - sorted.size(), occurrences);
        }
    }
}
