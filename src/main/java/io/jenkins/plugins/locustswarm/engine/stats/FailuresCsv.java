package io.jenkins.plugins.locustswarm.engine.stats;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code PREFIX_failures.csv}: how often each request failed in which way. */
public final class FailuresCsv {

    private static final String TYPE = "Method";
    private static final String NAME = "Name";
    private static final String ERROR = "Error";
    private static final String OCCURRENCES = "Occurrences";

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
        CsvTable.read(
                file,
                List.of(TYPE, NAME, ERROR, OCCURRENCES),
                row -> failures.add(new Failure(
                        row.text(TYPE),
                        row.text(NAME),
                        row.text(ERROR),
                        row.count(OCCURRENCES),
                        row.textIfAny("First Seen"),
                        row.textIfAny("Last Seen"))));
        return List.copyOf(failures);
    }
}
