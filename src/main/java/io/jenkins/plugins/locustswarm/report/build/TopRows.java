package io.jenkins.plugins.locustswarm.report.build;

import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The most frequent rows of an archived file: a target can make Locust write any number of different errors.
 *
 * @param <T> what a row is
 */
public final class TopRows<T> {

    private static final int MAX_ROWS = 50;

    private final MostFrequent<T> rows;
    private final String problem;

    private TopRows(MostFrequent<T> rows, String problem) {
        this.rows = rows;
        this.problem = problem;
    }

    /** Reads the most frequent rows of such a file; closes the stream. */
    interface Reader<T> {
        MostFrequent<T> read(InputStream bytes, String name, int limit);
    }

    static <T> TopRows<T> none() {
        return new TopRows<>(MostFrequent.none(), null);
    }

    /** Streams through the file; of a file that cannot be read the page says why. */
    static <T> TopRows<T> of(ArchivedResults archive, String file, Reader<T> reader) {
        try {
            Optional<InputStream> bytes = archive.open(file);
            return bytes.isEmpty()
                    ? none()
                    : new TopRows<>(reader.read(bytes.get(), archive.describe(file), MAX_ROWS), null);
        } catch (IOException | SwarmException e) {
            return new TopRows<>(MostFrequent.none(), e.getMessage());
        }
    }

    public List<T> getRows() {
        return rows.rows();
    }

    /** How many more rows the file has. */
    public long getLeftOut() {
        return rows.leftOut();
    }

    /** Why there are none; null when nothing is wrong. */
    public String getProblem() {
        return problem;
    }
}
