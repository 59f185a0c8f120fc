package io.jenkins.plugins.locustswarm.report;

import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The first rows of an archived file in an order: a target can make Locust write any number of different errors.
 *
 * @param <T> what a row is
 */
public final class FirstRows<T> {

    static final int MOST = 50;

    private final List<T> rows;
    private final long leftOut;
    private final String problem;

    private FirstRows(List<T> rows, long leftOut, String problem) {
        this.rows = rows;
        this.leftOut = leftOut;
        this.problem = problem;
    }

    /** Reads such a file; closes the stream. */
    interface Reader<T> {
        void read(InputStream bytes, String name, Consumer<T> row);
    }

    static <T> FirstRows<T> none() {
        return new FirstRows<>(List.of(), 0, null);
    }

    /** Streams through the file; of a file that cannot be read the page says why. */
    static <T> FirstRows<T> of(ArchivedResults archive, String file, Comparator<T> order, Reader<T> reader) {
        PriorityQueue<T> first = new PriorityQueue<>(order.reversed());
        long[] leftOut = {0};
        try {
            Optional<InputStream> bytes = archive.open(file);
            if (bytes.isEmpty()) {
                return none();
            }
            reader.read(bytes.get(), archive.describe(file), row -> {
                first.add(row);
                if (first.size() > MOST) {
                    first.poll();
                    leftOut[0]++;
                }
            });
        } catch (IOException | SwarmException e) {
            return new FirstRows<>(List.of(), 0, e.getMessage());
        }
        List<T> rows = new ArrayList<>(first);
        rows.sort(order);
        return new FirstRows<>(rows, leftOut[0], null);
    }

    public List<T> getRows() {
        return rows;
    }

    /** How many more rows the file has. */
    public long getLeftOut() {
        return leftOut;
    }

    /** Why there are none; null when nothing is wrong. */
    public String getProblem() {
        return problem;
    }
}
