package io.jenkins.plugins.locustswarm.engine.stats;

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
 * The most frequent rows of a file that can have any number of them: a target that puts a new identifier into each of
 * its error messages makes Locust write a row for every failed request.
 *
 * @param rows the most frequent first; rows of one count in the file's order
 * @param leftOut how many more rows the file has
 * @param occurrences of all rows together, those that were left out included
 * @param <T> what a row is
 */
public record MostFrequent<T>(List<T> rows, long leftOut, long occurrences) {

    public MostFrequent {
        rows = rows == null ? List.of() : List.copyOf(rows);
    }

    /** Of a file without rows. */
    public static <T> MostFrequent<T> none() {
        return new MostFrequent<>(List.of(), 0, 0);
    }

    /** The same with each row changed. */
    public <R> MostFrequent<R> map(Function<T, R> change) {
        return new MostFrequent<>(rows.stream().map(change).toList(), leftOut, occurrences);
    }

    /**
     * The same with rows that are of one kind added up, as far as they are kept, and with at most so many of them.
     *
     * @param kind equal for rows of one kind
     * @param sum adds up two of them
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

    /** Gathers rows one by one, and keeps the most frequent only. */
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
         * @param limit how many rows are kept
         * @param count how often what a row tells of occurred
         */
        public Gathering(int limit, ToLongFunction<T> count) {
            this.limit = limit;
            this.count = count;
        }

        public void add(T row) {
            long times = count.applyAsLong(row);
            occurrences += times;
            kept.add(new Counted<>(row, times, seen++));
            if (kept.size() > limit) {
                kept.poll();
            }
        }

        public MostFrequent<T> result() {
            List<Counted<T>> sorted = new ArrayList<>(kept);
            sorted.sort(LEAST_FIRST.reversed());
            return new MostFrequent<>(sorted.stream().map(Counted::row).toList(), seen - sorted.size(), occurrences);
        }
    }
}
