package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** {@code PREFIX_failures.csv}: how often each request failed, by error. */
public final class FailuresCsv {

    private static final String TYPE = "Method";
    private static final String NAME = "Name";
    private static final String ERROR = "Error";
    private static final String OCCURRENCES = "Occurrences";

    /** The number of characters of a name or an error that are read; the rest is skipped. */
    public static final int MAX_TEXT = 2_000;

    private static final MostFrequentCsv<Failure> CSV = new MostFrequentCsv<>(
            List.of(TYPE, NAME, ERROR, OCCURRENCES), MAX_TEXT, FailuresCsv::failure, Failure::occurrences);

    private FailuresCsv() {}

    /**
     * An error of one request. All texts may come from the target.
     *
     * @param type type of the request, for HTTP its method
     * @param name name of the request
     * @param error Locust's text for the error, which differs between versions of Locust
     * @param occurrences how often the request failed with this error
     * @param firstSeen UTC, for example {@code 2026-11-23T05:37:17Z}; empty before Locust 2.44
     * @param lastSeen UTC; empty before Locust 2.44
     */
    public record Failure(
            String type, String name, String error, long occurrences, String firstSeen, String lastSeen) {}

    /**
     * Reads the most frequent failures of a file of any size.
     *
     * @param limit the maximum number of failures to keep
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the file cannot be read, lacks a
     *     column, or has text where a number must be
     */
    public static MostFrequent<Failure> mostFrequent(Path file, int limit) {
        return CSV.read(file, limit);
    }

    /**
     * Reads the most frequent failures of a stream.
     *
     * @param bytes the file's content; this method closes it
     * @param name the file's name for error messages
     * @param limit the maximum number of failures to keep
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException as {@link #mostFrequent(Path, int)}
     */
    public static MostFrequent<Failure> mostFrequent(InputStream bytes, String name, int limit) {
        return CSV.read(bytes, name, limit);
    }

    private static Failure failure(CsvRow row) {
        return new Failure(
                row.text(TYPE),
                row.text(NAME),
                row.text(ERROR),
                row.count(OCCURRENCES),
                row.optionalText("First Seen"),
                row.optionalText("Last Seen"));
    }
}
