package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The most frequent rows of an archived file. The number is limited, since a target can cause any number of different
 * errors.
 *
 * @param <T> the type of a row
 */
public final class TopRows<T> {

    private static final int MAX_ROWS = 1_000;

    private final MostFrequent<T> rows;
    private final @CheckForNull String problem;

    private TopRows(MostFrequent<T> rows, @CheckForNull String problem) {
        this.rows = rows;
        this.problem = problem;
    }

    /** Reads the most frequent rows of a file; closes the stream. */
    interface Reader<T> {
        MostFrequent<T> read(InputStream bytes, String name, int limit);
    }

    static <T> TopRows<T> none() {
        return new TopRows<>(MostFrequent.none(), null);
    }

    /** Reads the file; the page shows the problem if it cannot be read. */
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

    /** Returns the number of further rows in the file. */
    public long getLeftOut() {
        return rows.leftOut();
    }

    /** Returns the reason why the file cannot be read; absent if it can. */
    @CheckForNull
    public String getProblem() {
        return problem;
    }
}
