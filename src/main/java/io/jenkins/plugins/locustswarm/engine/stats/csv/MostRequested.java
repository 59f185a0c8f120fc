package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Gathers rows of request names and keeps the most requested ones: a locustfile that puts identifiers into its names makes
 * Locust write a row for every request. The rows are limited in number and in the size of their JSON.
 */
final class MostRequested {

    static final int MAX_NAMES = 10_000;

    /** The maximum size of the names in {@code summary.json}; readers refuse a file of more than 16 MB. */
    static final long MAX_BYTES = 12_000_000;

    /** A larger name is left out, because it would take the place of many. */
    private static final long MAX_BYTES_OF_ONE = 100_000;

    /** The size of the keys, figures, line ends and indentation of one name, without its percentiles. */
    private static final int BYTES_OF_FIGURES = 500;

    /** The size of one percentile. */
    private static final int BYTES_OF_PERCENTILE = 48;

    private record Placed(NameStats row, long place, long bytes) {}

    private static final Comparator<Placed> LEAST_FIRST = Comparator.<Placed>comparingLong(
                    placed -> placed.row().requests())
            .thenComparing(Comparator.comparingLong(Placed::place).reversed());

    private final PriorityQueue<Placed> kept = new PriorityQueue<>(LEAST_FIRST);
    private long bytes;
    private long seen;

    void add(NameStats row) {
        Placed placed = new Placed(row, seen++, bytes(row));
        if (placed.bytes() > MAX_BYTES_OF_ONE) {
            return;
        }
        kept.add(placed);
        bytes += placed.bytes();
        while (kept.size() > MAX_NAMES || bytes > MAX_BYTES) {
            bytes -= kept.remove().bytes();
        }
    }

    /** Returns the kept rows in the order in which they were added. */
    List<NameStats> rows() {
        List<Placed> inOrder = new ArrayList<>(kept);
        inOrder.sort(Comparator.comparingLong(Placed::place));
        return inOrder.stream().map(Placed::row).toList();
    }

    /** Returns the number of rows that were not kept. */
    int leftOut() {
        return (int) Math.min(Integer.MAX_VALUE, seen - kept.size());
    }

    private static long bytes(NameStats row) {
        return BYTES_OF_FIGURES
                + (long) BYTES_OF_PERCENTILE * row.responseTimes().percentiles().size()
                + bytes(row.type())
                + bytes(row.name());
    }

    /** Returns the maximum size of the text in JSON and UTF-8. */
    private static long bytes(String text) {
        return text.chars()
                .mapToLong(c -> c < 0x20 ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : 3)
                .sum();
    }
}
