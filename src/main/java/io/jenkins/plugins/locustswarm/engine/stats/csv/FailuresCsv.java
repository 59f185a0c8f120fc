package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code PREFIX_failures.csv}: how often each request failed in which way. */
public final class FailuresCsv {

    private static final String TYPE = "Method";
    private static final String NAME = "Name";
    private static final String ERROR = "Error";
    private static final String OCCURRENCES = "Occurrences";

    private static final List<String> NEEDED = List.of(TYPE, NAME, ERROR, OCCURRENCES);

    /** Characters of a name or an error that are read; the rest is left out. */
    public static final int MAX_TEXT = 2_000;

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
     * Reads the most frequent failures of a file of any size.
     *
     * @param limit how many are kept
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when the file cannot be read, lacks a column, or has text where a number must be
     */
    public static MostFrequent<Failure> mostFrequent(Path file, int limit) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return mostFrequent(bytes, file.toString(), limit);
        } catch (IOException e) {
            throw CsvError.unreadable(file.toString(), e);
        }
    }

    /**
     * The same for a file that lies elsewhere.
     *
     * @param bytes the file; closed here
     * @param name the file's name in a message
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException as {@link #mostFrequent(Path, int)}
     */
    public static MostFrequent<Failure> mostFrequent(InputStream bytes, String name, int limit) {
        MostFrequent.Gathering<Failure> failures = new MostFrequent.Gathering<>(limit, Failure::occurrences);
        CsvTable.readCapped(bytes, name, MAX_TEXT, NEEDED, row -> failures.add(failure(row)));
        return failures.result();
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
