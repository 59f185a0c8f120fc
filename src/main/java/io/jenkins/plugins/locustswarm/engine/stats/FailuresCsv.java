package io.jenkins.plugins.locustswarm.engine.stats;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code PREFIX_failures.csv}: how often each request failed in which way. */
public final class FailuresCsv {

    private static final String TYPE = "Method";
    private static final String NAME = "Name";
    private static final String ERROR = "Error";
    private static final String OCCURRENCES = "Occurrences";

    private static final List<String> NEEDED = List.of(TYPE, NAME, ERROR, OCCURRENCES);

    private FailuresCsv() {}

    /**
     * A way in which requests failed. All texts may come from the target.
     *
     * @param type the request's type, for HTTP its method
     * @param name the request's name
     * @param error what Locust says about it; the same error reads differently in different versions
     * @param occurrences how often
     * @param firstSeen UTC, for example {@code 2026-11-23T05:37:17Z}; empty before Locust 2.44
     * @param lastSeen likewise
     */
    public record Failure(
            String type, String name, String error, long occurrences, String firstSeen, String lastSeen) {}

    /**
     * Reads the file.
     *
     * @throws BadInputException when it cannot be read, lacks a column, or has text where a number must be
     */
    public static List<Failure> read(Path file) {
        List<Failure> failures = new ArrayList<>();
        CsvTable.read(file, NEEDED, row -> failures.add(failure(row)));
        return List.copyOf(failures);
    }

    /**
     * Hands on each row of a file that lies elsewhere.
     *
     * @param bytes the file; closed here
     * @param name the file's name in a message
     * @throws BadInputException as {@link #read(Path)}
     */
    public static void read(InputStream bytes, String name, Consumer<Failure> failure) {
        CsvTable.read(bytes, name, NEEDED, row -> failure.accept(failure(row)));
    }

    private static Failure failure(CsvRow row) {
        return new Failure(
                row.text(TYPE),
                row.text(NAME),
                row.text(ERROR),
                row.count(OCCURRENCES),
                row.textIfAny("First Seen"),
                row.textIfAny("Last Seen"));
    }
}
